import { parameters, setParameters } from "../router/address.js";

export interface ViewLinksProps<View extends string> {
  readonly label: string;
  /** In order; the first is shown where the address names none. */
  readonly views: readonly View[];
  readonly shown: View;
  readonly titleOf: (view: View) => string;
}

/** The views of a screen; each has an address, and a press goes there without loading the page again. */
export function ViewLinks<View extends string>({ label, views, shown, titleOf }: ViewLinksProps<View>) {
  const named = (view: View) => (view === views[0] ? null : view);
  const addressOf = (view: View) => {
    const next = new URLSearchParams(parameters.value);
    if (named(view) === null) next.delete("view");
    else next.set("view", view);
    return `?${next.toString()}`;
  };
  return (
    <nav class="views no-print" aria-label={label}>
      <ul>
        {views.map((view) => (
          <li key={view}>
            <a
              href={addressOf(view)}
              aria-current={view === shown ? "true" : undefined}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                setParameters({ view: named(view) }, { replace: false });
              }}
            >
              {titleOf(view)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
