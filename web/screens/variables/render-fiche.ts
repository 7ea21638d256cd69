export { ficheArticle as renderFiche } from "../../../src/index.js";
