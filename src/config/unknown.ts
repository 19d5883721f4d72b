const OURS = /^ONRECORD_/;

/** Variables that Kubernetes and Docker set for every service whose name begins with "onrecord", and those of our tests. */
const FROM_ELSEWHERE = /^ONRECORD_(?:\w+_)?(?:SERVICE_(?:HOST|PORT)|PORT_\d+_\w+)|^ONRECORD_TEST_/;
const ADDRESS_OF_SERVICE = /^(?:tcp|udp|sctp):\/\//;

/** The share of a name that may differ from the one that was meant. */
const LARGEST_DIFFERENCE = 0.5;

/** How many letters may differ in the name of one of our settings whose prefix is misspelt: "ONRECRD_READ". */
const MOST_MISSPELT = 2;
/** Only these names are compared with all settings. */
const MAY_BE_MISSPELT = /REC|CORD/i;

/**
 * Describes each `ONRECORD_…` variable that no setting has, with the setting whose name comes nearest; and variables whose prefix is
 * misspelt or in small letters.
 */
export function unknownVariables(given: Partial<Record<string, string>>, known: readonly string[]): string[] {
  return Object.entries(given).flatMap(([name, value = ""]) => {
    const isOurs = OURS.test(name) || isMisspelt(name, known);
    if (!isOurs || known.includes(name) || FROM_ELSEWHERE.test(name) || ADDRESS_OF_SERVICE.test(value)) return [];
    const nearest = nearestName(name, known);
    return [`${name} is not a setting: ${nearest ? `did you mean ${nearest}?` : ".env.example lists all settings."}`];
  });
}

function isMisspelt(name: string, known: readonly string[]): boolean {
  return (
    MAY_BE_MISSPELT.test(name) &&
    known.some((each) => OURS.test(each) && editDistance(name.toUpperCase(), each) <= MOST_MISSPELT)
  );
}

function nearestName(name: string, known: readonly string[]): string | undefined {
  const compared = OURS.test(name) ? bare : (word: string) => word.toUpperCase();
  const distances = known.map((each) => ({ each, distance: editDistance(compared(name), compared(each)) }));
  const [nearest] = distances.sort((one, other) => one.distance - other.distance);
  const most = LARGEST_DIFFERENCE * bare(name).length;
  return nearest && nearest.distance <= most ? nearest.each : undefined;
}

/** Removes the prefix, which would make all names alike. */
function bare(name: string): string {
  return name.replace(OURS, "");
}

/** Returns how many letters must be added, removed or replaced to turn one word into the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, otherLetter] of [...other].entries()) {
      const replaced = (row[j] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
