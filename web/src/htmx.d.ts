declare module "htmx.org" {
  const htmx: { config: Record<string, unknown>; trigger(element: Element, name: string): void };
  export default htmx;
}
