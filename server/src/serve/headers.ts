import type { RequestHandler } from 'express';

/** Headers of every answer. The content security policy of pages is SvelteKit's; data needs none of its own. */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), microphone=(), payment=(), usb=(), interest-cohort=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  next();
};

/** Data may be read from any page of any site: it is public and no cookie counts here. */
export const openToAllSites: RequestHandler = (req, res, next) => {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
    'Access-Control-Expose-Headers': 'ETag, Link, Retry-After, Content-Location',
  });
  if (req.method !== 'OPTIONS') {
    next();
    return;
  }
  const asked = req.get('Access-Control-Request-Headers');
  if (asked !== undefined) res.set('Access-Control-Allow-Headers', asked);
  res.set('Access-Control-Max-Age', '86400').status(204).end();
};
