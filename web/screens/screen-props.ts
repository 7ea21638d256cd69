/** What a screen is given. */
export interface ScreenProps {
  /** Id of the study in the address; empty on the screens that have none. */
  readonly study: string;
}
