import type { CarrefourClient, Lang } from '@carrefour/server/contract';

declare global {
  namespace App {
    interface Locals {
      /** The one way to data: in-process behind Express, over HTTP elsewhere. */
      client: CarrefourClient;
      lang: Lang;
    }
    interface Platform {
      req?: { carrefourClient?: CarrefourClient };
    }
  }
}
