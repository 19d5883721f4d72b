/**
 * Measures the milliseconds of processor time that work takes in this process. Other processes do not affect the
 * result.
 */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
