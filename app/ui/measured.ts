// The size of an element, for whoever draws into it: at once, and with the frame after each change. Attached with {@attach}.

/**
 * Never within the frame that told of the change, as a binding of `clientWidth` would: what is drawn may size the element
 * again, which browsers report as a loop. `take` hears the inner width and height in CSS pixels.
 */
export function measured(
  take: (width: number, height: number) => void,
): (element: HTMLElement) => () => void {
  return (element) => {
    let frame = 0;
    const measure = (): void => {
      take(element.clientWidth, element.clientHeight);
    };
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    });
    observer.observe(element);
    measure();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  };
}
