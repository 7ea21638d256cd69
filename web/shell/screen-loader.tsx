import { Component, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ApiProblem, asProblem, unreached } from "../api/problem.js";
import type { Route } from "../router/route.js";
import type { ScreenProps } from "../screens/screen-props.js";
import { bringAhead, SCREENS } from "../screens/screens.js";
import { LoadingMessage } from "./loading-message.js";
import { ProblemMessage } from "./problem-message.js";

type Loaded = { readonly screen: Route["screen"]; readonly Screen: ComponentType<ScreenProps> };

/** The screen of the address, its code loaded when first shown. A screen that fails says so and leaves the frame standing. */
export function ScreenLoader({ route }: { readonly route: Route }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { screen, study } = route;
  useEffect(() => {
    let left = false;
    setProblem(null);
    SCREENS[screen]().then(
      (Screen) => {
        if (left) return;
        setLoaded({ screen, Screen });
        bringAhead(screen);
      },
      (error: unknown) => {
        // Code that does not arrive fails in words of the browser or of the builder.
        console.error(error);
        if (!left) setProblem(unreached());
      },
    );
    return () => {
      left = true;
    };
  }, [screen, attempt]);
  const again = () => setAttempt((count) => count + 1);
  if (problem !== null) return <ProblemMessage problem={problem} retry={again} />;
  if (loaded === null || loaded.screen !== screen) return <LoadingMessage />;
  const { Screen } = loaded;
  return (
    <Boundary key={`${screen} ${study}`}>
      <Screen study={study ?? ""} />
    </Boundary>
  );
}

interface BoundaryState {
  readonly problem: ApiProblem | null;
}

/** Holds a fault of one screen within it. */
class Boundary extends Component<object, BoundaryState> {
  override state: BoundaryState = { problem: null };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ problem: asProblem(error) });
  }

  override render() {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return <ProblemMessage problem={problem} retry={() => this.setState({ problem: null })} />;
  }
}
