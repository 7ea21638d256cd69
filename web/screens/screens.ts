import type { ComponentType } from "preact";
import type { Route } from "../router/route.js";
import type { ScreenProps } from "./screen-props.js";

type Screen = ComponentType<ScreenProps>;

/** Where each screen's code is: loaded when it is first shown. */
export const SCREENS: Readonly<Record<Route["screen"], () => Promise<Screen>>> = {
  studies: async () => (await import("./studies/studies-screen.js")).StudiesScreen,
  join: async () => (await import("./join/join-screen.js")).JoinScreen,
  nowhere: async () => (await import("./nowhere-screen.js")).NowhereScreen,
  matrix: async () => (await import("./matrix/matrix-screen.js")).MatrixScreen,
  question: async () => (await import("./question/question-screen.js")).QuestionScreen,
  variables: async () => (await import("./variables/variables-screen.js")).VariablesScreen,
  results: async () => (await import("./results/results-screen.js")).ResultsScreen,
  sensitivity: async () => (await import("./sensitivity/sensitivity-screen.js")).SensitivityScreen,
  compare: async () => (await import("./compare/compare-screen.js")).CompareScreen,
  report: async () => (await import("./report/report-screen.js")).ReportScreen,
  facilitator: async () => (await import("./facilitator/facilitator-screen.js")).FacilitatorScreen,
};

/** Where answers are given: who loses the network on one of them goes on in the other. */
const SCORING = ["matrix", "question"] as const;

/** Once the page has nothing else to do, brings the code of the other screen of scoring. What does not come then comes when it is asked for. */
export function bringAhead(screen: Route["screen"]): void {
  if (!(SCORING as readonly string[]).includes(screen)) return;
  const bring = () => {
    for (const name of SCORING) void SCREENS[name]().catch(() => {});
  };
  // Safari has no word for it.
  if ("requestIdleCallback" in window) window.requestIdleCallback(bring);
  else setTimeout(bring, IDLE_MS);
}

const IDLE_MS = 2000;
