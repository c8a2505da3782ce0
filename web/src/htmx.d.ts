declare module "htmx.org" {
  const htmx: { config: Record<string, unknown>; process(element: Element): void };
  export default htmx;
}
