import { go } from "./address.js";
import { routeOf } from "./route.js";

/** Links between screens change the address without loading the page again; a modified click and a link to a file stay the browser's. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download")) return;
    const { origin, pathname, search, hash } = new URL(link.href);
    if (origin !== window.location.origin || routeOf(pathname).screen === "nowhere") return;
    // A place on the same screen is the browser's to scroll to.
    if (pathname === window.location.pathname && search === window.location.search && hash !== "") return;
    event.preventDefault();
    go(`${pathname}${search}${hash}`);
  });
}
