/** Namespaces of the vocabularies that Carrefour writes and reads. */
export const carrefour = 'https://w3id.org/carrefour/ns#';
