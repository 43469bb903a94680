export { carrefour } from './namespaces.ts';
