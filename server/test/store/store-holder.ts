import { openLiveStore } from './live-store.ts';

// A process that holds a store with a query in flight, for a test that kills it.

const { store, publish } = await openLiveStore();
const graph = Array.from(
  { length: 300 },
  (_, index) => `<https://carrefour.invalid/id/aaaaaaaaaaaa> <https://schema.org/name> "${index}" .\n`,
).join('');
await publish('aaaaaaaaaaaa', graph);
await store.start();
void store.query({
  text: 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }',
  form: 'select',
  mediaType: 'text/csv',
  lane: 'public',
  limits: { timeout: 600_000, rows: 10, bytes: 1000 },
});
process.send?.('busy');
