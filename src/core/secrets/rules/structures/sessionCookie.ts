import type { TokenRule } from '../../rule.ts';

export const sessionCookieRules: readonly TokenRule[] = [
  {
    id: 'express-session-cookie',
    kind: 'token',
    provider: 'generic',
    title: 'signed session cookie',
    confidence: 'medium',
    source:
      'https://github.com/tj/node-cookie-signature; https://expressjs.com/en/resources/middleware/session.html',
    keywords: ['=s%3a', '=i%3a'],
    pattern: /=([si]%3A[\w-]{20,64}\.(?:[A-Za-z0-9]|%2B|%2F){38,46})/iy,
    leading: 'any',
    trailing: 'any',
    checks: { has: ['digit', 'letter'], entropy: 4 },
    hit: ['Cookie: connect.sid=s%3A{word:32}.{alnum:43}; path=/', '- app.sid=s%3A{word:32}.{alnum:43};'],
    miss: ['connect.sid=s%3A{word:10}.{alnum:12}', 'connect.sid={word:32}'],
  },
];
