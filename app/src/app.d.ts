import type { CarrefourClient, Lang } from '@carrefour/server/contract';

declare global {
  namespace App {
    interface Locals {
      /** The one way to data: in-process behind Express, over HTTP elsewhere. */
      client: CarrefourClient;
      lang: Lang;
    }
    interface Error {
      message: string;
      /** Words of the address, to search by instead. */
      words?: string;
      /** Why an entry is gone, and when it went. */
      gone?: { outcome: 'withdrawn' | 'erased'; at: string; reason: string };
    }
  }
}
