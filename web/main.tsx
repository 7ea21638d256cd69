import "./style/tokens.css";
import "./style/base.css";
import "./style/print.css";
import { render } from "preact";
import { followLanguage } from "./language/language.js";
import { followLinks } from "./router/follow-links.js";
import { Shell } from "./shell/shell.js";
import { followTheme } from "./shell/theme.js";
import { loadSession } from "./state/session.js";

followTheme();
followLanguage();
followLinks();
void loadSession();
render(<Shell />, document.getElementById("page")!);
