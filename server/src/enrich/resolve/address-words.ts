function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Folded words that a street's name begins with in French: what follows directly is no town. */
export const streetTypes = words(
  'rue r avenue av ave boulevard bd bvd blvd boulevart place pl chemin che chem impasse imp allee allees all quai ' +
    'route rte cours square sq passage pass sentier ruelle faubourg fbg fg esplanade promenade mail venelle traverse ' +
    'montee villa voie chaussee sente levee digue descente rocade galerie parvis carrefour rond cite clos cour domaine ' +
    'residence lotissement hameau porte pont gare porte pte metro station pavillon drive corniche berge escalier avenuede ',
);

/** Folded words after which a name belongs to what stands before: “rue de Paris” is not in Paris. */
export const linkingWords = words('de du des d la le les l aux au et sur sous en');

/** Words that the name after them belongs to: “rue des Deux Ponts”, “rue de la Belle Marie”. */
export const qualifyingWords = words(
  'deux trois quatre cinq six sept huit neuf dix cent petit petite petits petites grand grande grands grandes belle beau bel ' +
    'vieux vieille haut haute bas basse nouveau nouvelle blanc blanche noir noire vert verte bon bonne',
);

/** Titles and first names that streets are named by: “rue du Maréchal Lannes” is not in Lannes. */
export const personWords = words(
  'marechal general docteur dr colonel capitaine commandant lieutenant sergent adjudant amiral abbe president professeur pr ' +
    'saint sainte saints notre cardinal monseigneur mgr eveque pape prince princesse reine roi comte duc marquis jean paul ' +
    'pierre victor louis henri henry emile charles georges george marcel albert alfred jules leon rene andre francois ' +
    'jacques joseph antoine claude edouard eugene felix fernand gabriel gaston guy gustave lucien marie maurice michel ' +
    'raymond robert roger romain alexandre anatole aristide auguste camille denis edmond ernest guillaume hector honore ' +
    'hippolyte isaac jeanne laurent martin max nicolas olivier philippe raoul simone sebastien theodore thomas yves alain ' +
    'blaise clement daniel david etienne ferdinand frederic germaine irene leo lucie madeleine olympe rosa suzanne yvonne ' +
    'pasteur frere freres soeur pere mere',
);

/** Folded words that announce a town: “ville de Guéret”, “à Lyon”. */
export const townWords = words('a ville commune mairie near in');
