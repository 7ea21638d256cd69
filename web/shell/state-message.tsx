import type { ComponentChildren } from "preact";
import "./state-message.css";

export interface StateMessageProps {
  readonly title: string;
  readonly text?: string;
  /** What one can do about it. */
  readonly children?: ComponentChildren;
  /** Whether screen readers hear it at once. @default false */
  readonly alert?: boolean;
}

/** A screen that has nothing to show yet, or may not: what is so, why, and the way on. */
export function StateMessage({ title, text, children, alert = false }: StateMessageProps) {
  return (
    <section class="state-message" role={alert ? "alert" : undefined}>
      <svg class="state-mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 9 41 38H7z" />
      </svg>
      <h1 tabIndex={-1}>{title}</h1>
      {text !== undefined && <p>{text}</p>}
      {children !== undefined && <div class="state-actions">{children}</div>}
    </section>
  );
}
