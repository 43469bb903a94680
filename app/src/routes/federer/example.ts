/**
 * A complete description of an invented action and of who carries it, as a partner writes it by hand: JSON-LD that names
 * the context of the platform at an origin.
 */
export function exampleDescription(origin: string): string {
  return `{
  "@context": "${origin}/context/v0.jsonld",
  "id": "https://exemple.org/actions/velo-cargo",
  "type": "Innovation",
  "nameByLanguage": { "fr": "Le vélo-cargo du quartier", "en": "The neighbourhood cargo bike" },
  "descriptionByLanguage": {
    "fr": "Un vélo-cargo prêté aux habitantes et habitants pour leurs courses et leurs déménagements."
  },
  "url": "https://exemple.org/actions/velo-cargo",
  "need": { "fr": "Transporter des charges quand on n’a pas de voiture." },
  "answer": { "fr": "Un vélo à deux places de chargement, réservé en ligne ou à l’épicerie." },
  "results": { "fr": "140 prêts en 2025." },
  "conditionsToRedo": { "fr": "Un lieu ouvert pour garer le vélo, et deux bénévoles pour l’entretenir." },
  "theme": ["MOB", "SOL"],
  "audience": ["ALL"],
  "method": ["SHARE"],
  "stage": "RUN",
  "goal": ["11"],
  "startDate": "2023-04",
  "dateModified": "2026-05-12",
  "carrier": {
    "id": "https://exemple.org/qui/atelier-du-pont",
    "type": "Organization",
    "name": "L’atelier du pont",
    "actorType": "ASSO",
    "descriptionByLanguage": { "fr": "Une association d’entraide entre voisins." },
    "url": "https://exemple.org/qui/atelier-du-pont",
    "theme": ["SOL"],
    "seat": {
      "type": "Place",
      "latitude": 46.17,
      "longitude": 1.87,
      "address": {
        "type": "PostalAddress",
        "postalCode": "23000",
        "addressLocality": "Guéret",
        "addressCountry": "FR"
      }
    }
  },
  "implementedIn": {
    "type": "Place",
    "latitude": 46.17,
    "longitude": 1.87,
    "address": {
      "type": "PostalAddress",
      "postalCode": "23000",
      "addressLocality": "Guéret",
      "addressCountry": "FR"
    }
  }
}
`;
}
