import { isOne } from "./is-one.js";

/** Sentences of the report. Numbers arrive written for the language; counts arrive as numbers, for the plural. */
const en = {
  roles: {
    motor:
      "What drives the system. They influence much and depend little: to act on them, or to see them coming, moves the rest.",
    relay:
      "What is at stake. They influence and depend much: unstable by nature, they pass on and amplify whatever reaches them.",
    dependent: "What results. They depend much and influence little: in them the effect of the others shows.",
    autonomous: "What stands apart. They influence and depend little: weakly tied to the system as it was scored.",
  },
  noMembers: "No variable.",
  noClassesAtAll: "All sums are zero: there are no classes.",
  brief: (size: number, influences: string, changes: number | null) =>
    `${size === 1 ? "The study has one variable" : `The study links ${size} variables by ${influences} ${isOne(influences, "en") ? "influence" : "influences"}`}.${
      changes === null
        ? ""
        : changes === 0
          ? " Counting the chains that direct influences form leaves every variable in its class."
          : ` Counting the chains that direct influences form moves ${changes} of them to another class.`
    }`,
  briefIndirect: (plane: string) => `Classes in the indirect plane (${plane}), strongest influence first:`,
  briefDirect: "Classes in the direct plane, strongest influence first (the indirect plane has none):",
  andOthers: (count: number) => (count === 1 ? "1 other" : `${count} others`),
  changedMark: "changes class",
  power: (power: string, stable: boolean) => `power ${power}, ${stable ? "stable rankings" : "rankings not stable"}`,
  attenuated: (alpha: string, power: string, stable: boolean) =>
    `attenuated sum with α = ${alpha} up to power ${power}, ${stable ? "stable rankings" : "rankings not stable"}`,
  dematel: "DEMATEL, chains of every length",
  reference: "Reference of the scores: ",
  question: "The question asked for each pair: ",
  provenance: "The study rests on these documents.",
  blocksIntro: (blocks: number) => `Its variables stand in ${blocks} ${blocks === 1 ? "block" : "blocks"}.`,
  method: [
    "Structural analysis, in the line of MICMAC (Godet), starts from a matrix in which each cell says how strongly the row variable directly influences the column variable.",
    "The sum of a row is the variable’s influence, the sum of a column its dependence. Both, set against a threshold, give four classes: motor (influences much, depends little), relay (much and much), dependent (little and much) and autonomous (little and little).",
    "A variable also acts through others. The indirect plane counts chains of influences; the potential planes add the influences that are absent today and plausible by the horizon, marked P. A blank cell counts 0 and is reported as not scored. Rank 1 is the strongest, equal sums share a rank, and rankings of sums are exact.",
  ],
  gapNote:
    "Share: part of 10,000 of the axis. Gap: distance to the threshold, in % of it; 0 or above is high. Variables with a small gap would change class with a few scores.",
  optionsCaption: "Options of this analysis",
  filled: (scored: string, pairs: string, blanks: number, filled: string, rate: string) =>
    `${scored} of ${pairs} ordered pairs ${isOne(scored, "en") ? "is" : "are"} scored${blanks === 0 ? "" : ` and ${blanks} left blank`}; ${filled} of them ${isOne(filled, "en") ? "holds" : "hold"} an influence. The fill rate is ${rate} % of n² (P included).`,
  totalSum: (total: string) => `The direct influences add up to ${total}.`,
  scoresCaption: "How often each score was given",
  judged: (count: string, cited: string) =>
    `${count} ${isOne(count, "en") ? "cell carries" : "cells carry"} a judgement with sign, confidence, rationale or source, ${cited} of them a rationale.`,
  noPotential: "No cell holds a P: the study has no potential influences, and no potential planes.",
  potentialIntro: (count: number, value: string) =>
    `${count} ${count === 1 ? "cell holds" : "cells hold"} a P: an influence absent today and plausible by the horizon. In the potential planes each counts ${value}.`,
  potentialChanges: "Against the plane without P, these change class:",
  potentialNoChanges: "Against the plane without P, no variable changes class.",
  planeIntro: (influence: string, dependence: string) =>
    `A sum of influences from ${influence} on is high, a sum of dependences from ${dependence} on.`,
  directIntro: "What the scores say by themselves: sums of rows and columns.",
  indirectIntro: (plane: string) => `What the scores say once chains of influences count (${plane}).`,
  strongest: (influence: string, dependence: string) =>
    `The most influential: ${influence}. The most dependent: ${dependence}.`,
  near: (names: string) => `Within 5 % of a threshold, so that a few scores would change their class: ${names}.`,
  zeroIndirect: "The indirect plane has no classes: all its sums are zero. There is nothing to compare with.",
  zeroPlane: "All sums are zero: this plane has no classes and ranks nobody.",
  mapAlt: (plane: string) =>
    `Map of the variables by dependence (across) and influence (upwards), ${plane.toLowerCase()}.`,
  planeCaption: (plane: string) => `${plane}: sums, shares, ranks, gaps and classes, by rank of influence`,
  displacementIntro: (count: number) =>
    count === 0
      ? "From the direct to the indirect plane, no variable changes class."
      : `From the direct to the indirect plane, ${count} ${count === 1 ? "variable changes" : "variables change"} class. These are the ones to argue about first: the scores alone show them in another light.`,
  becomes: (from: string, to: string) => `${from} → ${to}`,
  influenceUp: "More influence than the scores say: what they act on carries far itself.",
  influenceDown: "Less influence than the scores say: what they act on does not carry far.",
  dependenceUp: "More dependence than the scores say: what acts on them is much acted upon itself.",
  dependenceDown: "Less dependence than the scores say: what acts on them is little acted upon itself.",
  displacementAlt: "Map in which an arrow leads from each variable’s direct place to its indirect place.",
  displacementCaption: "Direct and indirect ranks and classes; a gain of places is positive",
  rankingsIntro:
    "All variables by rank, directly and indirectly. A move of many places points to influences that the scores alone hide.",
  movers: (axis: string, names: string) => `Largest moves in ${axis}: ${names}.`,
  noMoves: (axis: string) => `No variable changes place in ${axis}.`,
  rankAlt: "Slope chart: each variable’s rank in direct influences on the left, in indirect influences on the right.",
  rankingCaption: (axis: string) => `Ranking by ${axis}`,
  stableFrom: (power: number, last: number) =>
    `Both rankings, ties included, are the same at every power from ${power} to ${last}.`,
  chosenStable: (power: number) => `The indirect plane is taken at power ${power}, where they hold.`,
  dematelStability: "DEMATEL adds chains of every length at once: there is no power to choose.",
  notStable: (power: number) => `The indirect plane is taken at power ${power}, and its rankings are not stable.`,
  reasons: {
    nilpotent: "There are no feedback loops: chains of influences end, and the powers of the matrix vanish.",
    periodic: "The pattern of influences comes round every few powers, and the rankings alternate for ever.",
    reducible: "Parts of the system do not influence one another and grow at paces of their own.",
    slow: "The rankings settle too slowly for the largest power looked at.",
    early: "The power asked for comes before the one from which the rankings hold.",
  },
  spectrumHeading: "What the spectrum says",
  irreducible:
    "Every variable influences every other one, directly or through others: the system is of one piece (irreducible).",
  reducible: (parts: number, largest: string) =>
    `Not every variable reaches every other one: the system falls into ${parts} parts (strongly connected components), the largest with ${largest} of the variables.`,
  aperiodic: "The period is 1: nothing alternates from a power to the next.",
  periodic: (period: number) =>
    `The period is ${period}: the pattern of influences comes round every ${period} powers.`,
  nilpotent: "There is no feedback loop: the powers vanish, and both radii are 0.",
  radius: (radius: string) =>
    `In the long run each further step multiplies indirect influences by ${radius}, the spectral radius.`,
  ratio: (second: string, ratio: string, power: number, rest: string) =>
    `The second modulus is ${second}, a ratio of ${ratio}: what does not belong to the final ranking fades as its powers, to about ${rest} % after ${power}.`,
  paces: {
    fast: "The rankings settle fast.",
    steady: "The rankings settle steadily.",
    slow: "The rankings settle slowly.",
    never: "The rankings do not settle.",
  },
  limitSame: (power: number) =>
    `The rankings at power ${power} are those of the dominant eigenvectors: no higher power would change them.`,
  limitDiffers: (power: number, names: string) =>
    `The dominant eigenvectors, where higher powers lead, rank differently from power ${power}: ${names}.`,
  limitBy: (axis: string) => ` by ${axis}`,
  limitMissing: {
    nilpotent: (by: string) => `There is no limit ranking${by}: there are no loops, and the powers vanish.`,
    periodic: (by: string) =>
      `There is no limit ranking${by}: the influences of the part that sets the pace come round every few powers.`,
    "several-parts": (by: string) =>
      `There is no limit ranking${by}: several parts of the system grow at the same pace, and none sets that of all.`,
    unreached: (by: string) =>
      `There is no limit ranking${by}: some variables are not linked to the part that sets the pace, and their sums fall behind without end.`,
    slow: (by: string) =>
      `The limit ranking${by} was not found: the powers settle too slowly to tell which way they lead.`,
  },
  notConverged: "The search for the radii did not settle to 1e-8: take them as approximate.",
  stabilityAlt:
    "Curve of the share of pairs in the same order as at the power before, by power, for influence and dependence.",
  stabilityCaption: (last: number) =>
    `Swaps between the rankings at a power and at the one before (up to power ${last})`,
  stabilityRest: (first: number, last: number) =>
    `From power ${first} to ${last} nothing swaps any more: those rows are left out.`,
  loopsNone: (length: number) => `There is no feedback loop of up to ${length} variables.`,
  loopsOff: "No loops were asked for.",
  loopsIntro: (count: number, length: number, complete: boolean) =>
    complete
      ? `There ${count === 1 ? "is one feedback loop" : `are ${count} feedback loops`} of up to ${length} variables. In a loop, a change comes back to where it began.`
      : `The ${count} strongest feedback loops of up to ${length} variables; there are more. In a loop, a change comes back to where it began.`,
  loopsFrequent: (names: string) => `Most often in these loops: ${names}.`,
  loopsCaption: (shown: number, count: number) =>
    shown === count ? "Feedback loops, strongest first" : `The ${shown} strongest of ${count} feedback loops`,
  times: (count: number) => `${count}×`,
  graphIntro: (variables: number, influences: string) =>
    `${variables} ${isOne(variables, "en") ? "variable" : "variables"} and ${influences} ${isOne(influences, "en") ? "influence" : "influences"} read as a graph: who is close to the centre, who stands between others, who belongs together.`,
  graphAlt: "Drawing of the strongest influences as arrows between variables.",
  matrixAlt: "The matrix of direct influences as a table of shaded cells, by block.",
  strongestCaption: (strength: string) => `Influences of strength ${strength} or more`,
  strongestCut: (shown: number, all: number) => `The first ${shown} of ${all} are shown.`,
  strongestHeading: "The strongest influences",
  centralityHeading: "Central variables",
  centralityCaption: "Centralities; the three highest of each are bold",
  centralityNote:
    "In and out strength are the sums of direct influences. Betweenness: how often the strongest ways between two others pass here. Closeness: how near the others are to it along influences. Eigenvector, PageRank, Katz and authorities: influenced by the influenced. Hubs: influences those much influenced.",
  communityHeading: "Communities and blocks",
  communitiesOne: "The influences form a single community.",
  communities: (count: number) =>
    `By their influences, the variables fall into ${count} communities (Louvain): more influences within than chance would put there.`,
  agreement: (index: string) =>
    `Against the study’s blocks the adjusted Rand index is ${index} (1: the same groups; 0: no more alike than by chance).`,
  agreements: {
    high: "The blocks are, by and large, what influences one another.",
    some: "Blocks and communities share part of their lines.",
    low: "The influences cross the blocks: the thematic groups are not the groups that act on one another.",
  },
  communityCaption: "Communities and their variables",
  blocksHeading: "From block to block",
  blocksIntroduction: (from: string, to: string, sum: string) =>
    `Summed by block (row influences column), the strongest flow between two blocks goes from ${from} to ${to} (${sum}).`,
  blocksCaption: "Sum of the direct influences of a block (row) on a block (column)",
};

export type ReportSentences = typeof en;

const fr: ReportSentences = {
  roles: {
    motor:
      "Ce qui entraîne le système. Elles influencent beaucoup et dépendent peu : agir sur elles, ou les voir venir, déplace le reste.",
    relay:
      "Ce qui est en jeu. Elles influencent et dépendent beaucoup : instables par nature, elles transmettent et amplifient ce qui les atteint.",
    dependent: "Ce qui résulte. Elles dépendent beaucoup et influencent peu : l’effet des autres s’y lit.",
    autonomous:
      "Ce qui reste à l’écart. Elles influencent et dépendent peu : faiblement liées au système tel qu’il est coté.",
  },
  noMembers: "Aucune variable.",
  noClassesAtAll: "Toutes les sommes sont nulles : il n’y a pas de classes.",
  brief: (size, influences, changes) =>
    `${size === 1 ? "L’étude compte une variable" : `L’étude relie ${size} variables par ${influences} ${isOne(influences, "fr") ? "influence" : "influences"}`}.${
      changes === null
        ? ""
        : changes === 0
          ? " Compter les chaînes que forment les influences directes laisse chaque variable dans sa classe."
          : changes === 1
            ? " Compter les chaînes que forment les influences directes en fait changer une de classe."
            : ` Compter les chaînes que forment les influences directes en fait changer ${changes} de classe.`
    }`,
  briefIndirect: (plane) => `Classes dans le plan indirect (${plane}), par influence décroissante :`,
  briefDirect: "Classes dans le plan direct, par influence décroissante (le plan indirect n’en a pas) :",
  andOthers: (count) => (count === 1 ? "1 autre" : `${count} autres`),
  changedMark: "change de classe",
  power: (power, stable) => `puissance ${power}, classements ${stable ? "stables" : "non stables"}`,
  attenuated: (alpha, power, stable) =>
    `somme atténuée avec α = ${alpha} jusqu’à la puissance ${power}, classements ${stable ? "stables" : "non stables"}`,
  dematel: "DEMATEL, chaînes de toute longueur",
  reference: "Référence de la cotation : ",
  question: "La question posée pour chaque couple : ",
  provenance: "L’étude s’appuie sur ces documents.",
  blocksIntro: (blocks) => `Ses variables sont réparties en ${blocks} ${blocks < 2 ? "bloc" : "blocs"}.`,
  method: [
    "L’analyse structurelle, dans la lignée de MICMAC (Godet), part d’une matrice où chaque case dit avec quelle force la variable en ligne influence directement la variable en colonne.",
    "La somme d’une ligne est l’influence (motricité) de la variable, la somme d’une colonne sa dépendance. Toutes deux, comparées à un seuil, donnent quatre classes : motrice (influence beaucoup, dépend peu), relais (beaucoup et beaucoup), dépendante (peu et beaucoup) et autonome (peu et peu).",
    "Une variable agit aussi à travers les autres. Le plan indirect compte les chaînes d’influences ; les plans potentiels ajoutent les influences absentes aujourd’hui et plausibles à l’horizon de l’étude, notées P. Une case vide compte 0 et est signalée comme non cotée. Le rang 1 est le plus fort, les sommes égales partagent leur rang, et les classements de sommes sont exacts.",
  ],
  gapNote:
    "Part : part de 10 000 sur l’axe. Écart : distance au seuil, en % de celui-ci ; 0 ou plus est fort. Les variables de faible écart changeraient de classe avec quelques notes.",
  optionsCaption: "Options de cette analyse",
  filled: (scored, pairs, blanks, filled, rate) =>
    `${scored} ${isOne(scored, "fr") ? "couple ordonné" : "couples ordonnés"} sur ${pairs} ${isOne(scored, "fr") ? "est coté" : "sont cotés"}${
      blanks === 0 ? "" : ` et ${blanks} ${blanks === 1 ? "laissé vide" : "laissés vides"}`
    } ; ${filled} ${isOne(filled, "fr") ? "porte" : "portent"} une influence. Le taux de remplissage est de ${rate} % de n² (P compris).`,
  totalSum: (total) => `La somme des influences directes est ${total}.`,
  scoresCaption: "Combien de fois chaque note a été donnée",
  judged: (count, cited) =>
    `${count} ${isOne(count, "fr") ? "case porte" : "cases portent"} un jugement avec signe, confiance, justification ou source ; ${cited} ${isOne(cited, "fr") ? "a" : "ont"} une justification.`,
  noPotential: "Aucune case ne porte de P : l’étude n’a ni influence potentielle, ni plan potentiel.",
  potentialIntro: (count, value) =>
    `${count} ${count < 2 ? "case porte" : "cases portent"} un P : une influence absente aujourd’hui et plausible à l’horizon. Dans les plans potentiels chacune vaut ${value}.`,
  potentialChanges: "Par rapport au plan sans P, changent de classe :",
  potentialNoChanges: "Par rapport au plan sans P, aucune variable ne change de classe.",
  planeIntro: (influence, dependence) =>
    `Une somme d’influences est forte à partir de ${influence}, une somme de dépendances à partir de ${dependence}.`,
  directIntro: "Ce que disent les notes par elles-mêmes : sommes des lignes et des colonnes.",
  indirectIntro: (plane) => `Ce que disent les notes une fois comptées les chaînes d’influences (${plane}).`,
  strongest: (influence, dependence) => `Les plus influentes : ${influence}. Les plus dépendantes : ${dependence}.`,
  near: (names) => `À moins de 5 % d’un seuil, si bien que quelques notes changeraient leur classe : ${names}.`,
  zeroIndirect: "Le plan indirect n’a pas de classes : toutes ses sommes sont nulles. Il n’y a rien à comparer.",
  zeroPlane: "Toutes les sommes sont nulles : ce plan n’a pas de classes et ne classe personne.",
  mapAlt: (plane) =>
    `Carte des variables selon leur dépendance (vers la droite) et leur influence (vers le haut), ${plane.toLowerCase()}.`,
  planeCaption: (plane) => `${plane} : sommes, parts, rangs, écarts et classes, par rang d’influence`,
  displacementIntro: (count) =>
    count === 0
      ? "Du plan direct au plan indirect, aucune variable ne change de classe."
      : `Du plan direct au plan indirect, ${count} ${count === 1 ? "variable change" : "variables changent"} de classe. Ce sont les premières à discuter : les notes seules les montrent sous un autre jour.`,
  becomes: (from, to) => `${from} → ${to}`,
  influenceUp: "Plus d’influence que ne le disent les notes : ce sur quoi elles agissent porte loin à son tour.",
  influenceDown: "Moins d’influence que ne le disent les notes : ce sur quoi elles agissent ne porte pas loin.",
  dependenceUp:
    "Plus de dépendance que ne le disent les notes : ce qui agit sur elles dépend lui-même beaucoup du reste.",
  dependenceDown:
    "Moins de dépendance que ne le disent les notes : ce qui agit sur elles dépend lui-même peu du reste.",
  displacementAlt: "Carte où une flèche mène de la place directe de chaque variable à sa place indirecte.",
  displacementCaption: "Rangs et classes directs et indirects ; un gain de places est positif",
  rankingsIntro:
    "Toutes les variables par rang, en direct et en indirect. Un déplacement de plusieurs places signale des influences que les notes seules cachent.",
  movers: (axis, names) => `Plus grands déplacements en ${axis} : ${names}.`,
  noMoves: (axis) => `Aucune variable ne change de place en ${axis}.`,
  rankAlt: "Graphique en pente : rang de chaque variable en influences directes à gauche, indirectes à droite.",
  rankingCaption: (axis) => `Classement par ${axis}`,
  stableFrom: (power, last) =>
    `Les deux classements, ex æquo compris, sont les mêmes à toute puissance de ${power} à ${last}.`,
  chosenStable: (power) => `Le plan indirect est pris à la puissance ${power}, où ils se maintiennent.`,
  dematelStability: "DEMATEL additionne d’un coup les chaînes de toute longueur : il n’y a pas de puissance à choisir.",
  notStable: (power) => `Le plan indirect est pris à la puissance ${power}, et ses classements ne sont pas stables.`,
  reasons: {
    nilpotent:
      "Il n’y a aucune boucle : les chaînes d’influences s’arrêtent et les puissances de la matrice s’annulent.",
    periodic: "Le motif des influences revient toutes les quelques puissances, et les classements alternent sans fin.",
    reducible: "Des parties du système ne s’influencent pas et croissent chacune à son rythme.",
    slow: "Les classements se stabilisent trop lentement pour la plus grande puissance étudiée.",
    early: "La puissance demandée vient avant celle à partir de laquelle les classements se maintiennent.",
  },
  spectrumHeading: "Ce que dit le spectre",
  irreducible:
    "Chaque variable influence toutes les autres, directement ou à travers d’autres : le système est d’un seul tenant (irréductible).",
  reducible: (parts, largest) =>
    `Toutes les variables ne s’atteignent pas : le système se divise en ${parts} parties (composantes fortement connexes), dont la plus grande compte ${largest} des variables.`,
  aperiodic: "La période est 1 : rien n’alterne d’une puissance à la suivante.",
  periodic: (period) => `La période est ${period} : le motif des influences revient toutes les ${period} puissances.`,
  nilpotent: "Il n’y a aucune boucle : les puissances s’annulent, et les deux rayons sont nuls.",
  radius: (radius) =>
    `À la longue, chaque pas de plus multiplie les influences indirectes par ${radius}, le rayon spectral.`,
  ratio: (second, ratio, power, rest) =>
    `Le deuxième module est ${second}, soit un rapport de ${ratio} : ce qui n’appartient pas au classement final s’éteint comme ses puissances, et ne pèse plus qu’environ ${rest} % après ${power}.`,
  paces: {
    fast: "Les classements se stabilisent vite.",
    steady: "Les classements se stabilisent régulièrement.",
    slow: "Les classements se stabilisent lentement.",
    never: "Les classements ne se stabilisent pas.",
  },
  limitSame: (power) =>
    `Les classements à la puissance ${power} sont ceux des vecteurs propres dominants : aucune puissance plus grande ne les changerait.`,
  limitDiffers: (power, names) =>
    `Les vecteurs propres dominants, où mènent les puissances plus grandes, classent autrement que la puissance ${power} : ${names}.`,
  limitBy: (axis) => ` par ${axis}`,
  limitMissing: {
    nilpotent: (by) => `Il n’y a pas de classement limite${by} : il n’y a aucune boucle, et les puissances s’annulent.`,
    periodic: (by) =>
      `Il n’y a pas de classement limite${by} : les influences de la partie qui donne le rythme reviennent toutes les quelques puissances.`,
    "several-parts": (by) =>
      `Il n’y a pas de classement limite${by} : plusieurs parties du système croissent au même rythme, et aucune ne le donne à toutes.`,
    unreached: (by) =>
      `Il n’y a pas de classement limite${by} : des variables ne sont pas reliées à la partie qui donne le rythme, et leurs sommes restent sans fin en arrière.`,
    slow: (by) =>
      `Le classement limite${by} n’a pas été trouvé : les puissances se stabilisent trop lentement pour dire où elles mènent.`,
  },
  notConverged: "La recherche des rayons ne s’est pas stabilisée à 1e-8 près : ils sont approchés.",
  stabilityAlt:
    "Courbe de la part des paires dans le même ordre qu’à la puissance précédente, selon la puissance, pour l’influence et la dépendance.",
  stabilityCaption: (last) =>
    `Permutations entre les classements à une puissance et à la précédente (jusqu’à la puissance ${last})`,
  stabilityRest: (first, last) => `De la puissance ${first} à ${last}, plus rien ne permute : ces lignes sont omises.`,
  loopsNone: (length) => `Il n’y a aucune boucle d’au plus ${length} variables.`,
  loopsOff: "Aucune boucle n’a été demandée.",
  loopsIntro: (count, length, complete) =>
    complete
      ? `Il y a ${count === 1 ? "une boucle" : `${count} boucles`} de rétroaction d’au plus ${length} variables. Dans une boucle, un changement revient à son point de départ.`
      : `Les ${count} boucles de rétroaction les plus fortes d’au plus ${length} variables ; il y en a d’autres. Dans une boucle, un changement revient à son point de départ.`,
  loopsFrequent: (names) => `Le plus souvent dans ces boucles : ${names}.`,
  loopsCaption: (shown, count) =>
    shown === count
      ? "Boucles de rétroaction, les plus fortes d’abord"
      : `Les ${shown} plus fortes des ${count} boucles`,
  times: (count) => `${count}×`,
  graphIntro: (variables, influences) =>
    `${variables} ${variables < 2 ? "variable" : "variables"} et ${influences} ${isOne(influences, "fr") ? "influence lue" : "influences lues"} comme un graphe : qui est proche du centre, qui se tient entre les autres, qui va ensemble.`,
  graphAlt: "Dessin des influences les plus fortes, en flèches d’une variable à l’autre.",
  matrixAlt: "La matrice des influences directes en cases teintées, par bloc.",
  strongestCaption: (strength) => `Influences de force ${strength} ou plus`,
  strongestCut: (shown, all) => `Les ${shown} premières sur ${all} sont montrées.`,
  strongestHeading: "Les influences les plus fortes",
  centralityHeading: "Variables centrales",
  centralityCaption: "Centralités ; les trois plus hautes de chacune en gras",
  centralityNote:
    "Les forces entrante et sortante sont les sommes des influences directes. Intermédiarité : combien de plus forts chemins entre deux autres passent ici. Proximité : combien les autres sont près d’elle en suivant les influences. Vecteur propre, PageRank, Katz et autorités : influencée par les influencées. Hubs : influence celles qui le sont beaucoup.",
  communityHeading: "Communautés et blocs",
  communitiesOne: "Les influences forment une seule communauté.",
  communities: (count) =>
    `Par leurs influences, les variables forment ${count} communautés (Louvain) : plus d’influences à l’intérieur que le hasard n’en mettrait.`,
  agreement: (index) =>
    `Face aux blocs de l’étude, l’indice de Rand ajusté vaut ${index} (1 : mêmes groupes ; 0 : pas plus proches que par hasard).`,
  agreements: {
    high: "Les blocs sont, pour l’essentiel, ce qui s’influence.",
    some: "Blocs et communautés partagent une partie de leurs lignes.",
    low: "Les influences traversent les blocs : les groupes thématiques ne sont pas ceux qui agissent les uns sur les autres.",
  },
  communityCaption: "Communautés et leurs variables",
  blocksHeading: "De bloc à bloc",
  blocksIntroduction: (from, to, sum) =>
    `En sommant par bloc (la ligne influence la colonne), le flux le plus fort entre deux blocs va de « ${from} » à « ${to} » (${sum}).`,
  blocksCaption: "Somme des influences directes d’un bloc (ligne) sur un bloc (colonne)",
};

export const REPORT_SENTENCES = { en, fr };
