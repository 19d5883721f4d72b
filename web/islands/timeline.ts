/** Moves of less than this many pixels are clicks. */
const LEAST_MOVE = 6;

/**
 * Lets readers draw over the timeline to choose a span: the list is then narrowed to what was said from its first bar to its
 * last. Without a pointer, the links of the bars narrow to one of them, and the address takes any span.
 */
export function wake(element: HTMLElement): void {
  const svg = element.querySelector("svg");
  const bars = [...element.querySelectorAll<SVGAElement>("a[data-from]")];
  if (!svg || bars.length < 2) return;
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "brush");
  brush.setAttribute("y", "0");
  brush.setAttribute("height", "82");
  let began: number | undefined;
  let hasMoved = false;

  // In Arabic the picture is turned round, and time runs to the left.
  const isTurned = getComputedStyle(element).direction === "rtl";
  const along = (x: number) => {
    const { left, right } = svg.getBoundingClientRect();
    return isTurned ? right - x : x - left;
  };
  const at = (event: PointerEvent) => along(event.clientX);
  const span = (to: number) => ({ left: Math.min(began ?? to, to), right: Math.max(began ?? to, to) });

  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) [began, hasMoved] = [at(event), false];
  });
  svg.addEventListener("pointermove", (event) => {
    if (began === undefined) return;
    const { left, right } = span(at(event));
    if (!hasMoved && right - left < LEAST_MOVE) return;
    if (!hasMoved) svg.setPointerCapture(event.pointerId);
    hasMoved = true;
    brush.setAttribute("x", String(left));
    brush.setAttribute("width", String(right - left));
    svg.append(brush);
  });
  svg.addEventListener("pointerup", (event) => {
    if (began !== undefined && hasMoved) choose(span(at(event)));
    began = undefined;
  });
  svg.addEventListener("pointercancel", () => {
    began = undefined;
    brush.remove();
  });
  // The end of a move over a bar is no click on it, and a link must not be dragged away.
  svg.addEventListener("click", (event) => hasMoved && event.preventDefault(), true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  function choose({ left, right }: { left: number; right: number }): void {
    const touched = bars.filter((bar) => {
      const box = bar.getBoundingClientRect();
      const [start, end] = isTurned ? [box.right, box.left] : [box.left, box.right];
      return along(end) > left && along(start) < right;
    });
    const [first, last] = [touched[0], touched.at(-1)];
    if (!first || !last) {
      brush.remove();
      return;
    }
    const address = new URL(location.href);
    for (const name of ["after", "before"]) address.searchParams.delete(name);
    address.searchParams.set("from", first.dataset.from ?? "");
    address.searchParams.set("to", last.dataset.to ?? "");
    location.assign(address);
  }
}
