import type { NamedService } from './namedService.ts';
import { alnum, digits, hex, lower, sequence, upper, uuid, word } from '../shape.ts';

/** Services that send mail to many, and calls. */
// prettier-ignore
export const campaigns: readonly NamedService[] = [
  { id: 'activecampaign', name: 'ActiveCampaign', kind: 'mail', words: ['activecampaign'], shape: hex(72), site: 'www.activecampaign.com' },
  { id: 'anypoint', name: 'Anypoint (MuleSoft)', kind: 'infra', words: ['anypoint', 'mulesoft'], shape: uuid, site: 'anypoint.mulesoft.com' },
  { id: 'atera', name: 'Atera', kind: 'infra', words: ['atera'], shape: hex(32), site: 'www.atera.com' },
  { id: 'blogger', name: 'Blogger', kind: 'content', words: ['blogger'], shape: word(39), site: 'developers.google.com/blogger' },
  { id: 'borgbase', name: 'BorgBase', kind: 'infra', words: ['borgbase'], shape: { pattern: '[\\w/.-]{140,160}', sample: 'eyJ{alnum:147}', checks: { entropy: 4 } }, site: 'www.borgbase.com' },
  { id: 'buddyns', name: 'BuddyNS', kind: 'infra', words: ['buddyns'], shape: lower(40), site: 'www.buddyns.com' },
  { id: 'campayn', name: 'Campayn', kind: 'mail', words: ['campayn'], shape: lower(64), site: 'campayn.com' },
  { id: 'cloudplan', name: 'cloudplan', kind: 'infra', words: ['cloudplan'], shape: { pattern: '[A-Z0-9-]{32}', sample: '{upper:10}-{upper:10}-{upper:10}', checks: { entropy: 3 } }, site: 'www.cloudplan.net' },
  { id: 'convertkit', name: 'Kit (ConvertKit)', kind: 'mail', words: ['convertkit'], shape: word(22, 43), site: 'kit.com' },
  { id: 'dailyco', name: 'Daily', kind: 'call', words: ['daily', 'dailyco', 'dailyapi'], shape: hex(64), site: 'www.daily.co' },
  { id: 'dyspatch', name: 'Dyspatch', kind: 'mail', words: ['dyspatch'], shape: upper(52), site: 'www.dyspatch.io' },
  { id: 'eagleeye', name: 'Eagle Eye Networks', kind: 'infra', words: ['eagleeyenetworks', 'eagleeye'], shape: alnum(15), site: 'www.een.com' },
  { id: 'ecostruxure', name: 'EcoStruxure IT', kind: 'infra', words: ['ecostruxure'], shape: sequence('AK1', { pattern: '[A-Za-z0-9/]{50,55}', sample: '{alnum:52}', checks: { entropy: 3 } }), site: 'ecostruxureit.com' },
  { id: 'getresponse', name: 'GetResponse', kind: 'mail', words: ['getresponse'], shape: lower(32), site: 'www.getresponse.com' },
  { id: 'instantly', name: 'Instantly', kind: 'mail', words: ['instantly'], shape: { pattern: '[A-Za-z0-9+/]{66}==', sample: '{alnum:66}==', checks: { entropy: 3.5 } }, site: 'instantly.ai' },
  { id: 'jupiterone', name: 'JupiterOne', kind: 'infra', words: ['jupiterone'], shape: alnum(76), site: 'www.jupiterone.com' },
  { id: 'klaviyo', name: 'Klaviyo', kind: 'mail', words: ['klaviyo'], shape: sequence('pk_', lower(34)), site: 'www.klaviyo.com' },
  { id: 'lemlist', name: 'lemlist', kind: 'mail', words: ['lemlist'], shape: hex(32), site: 'www.lemlist.com' },
  { id: 'livestorm', name: 'Livestorm', kind: 'call', words: ['livestorm'], shape: { pattern: 'eyJ[\\w-]{15,60}\\.eyJ[\\w-]{100,220}\\.[\\w-]{43}', sample: 'eyJ{alnum:17}.eyJ{alnum:180}.{word:43}', checks: { entropy: 3.5 } }, site: 'livestorm.co' },
  { id: 'mailtrap', name: 'Mailtrap', kind: 'mail', words: ['mailtrap'], shape: hex(32), site: 'mailtrap.io' },
  { id: 'mixmax', name: 'Mixmax', kind: 'mail', words: ['mixmax'], shape: word(36), site: 'www.mixmax.com' },
  { id: 'omnisend', name: 'Omnisend', kind: 'mail', words: ['omnisend'], shape: { pattern: '[A-Za-z0-9-]{75}', sample: '{hex:24}-{alnum:50}', checks: { entropy: 3.5 } }, site: 'www.omnisend.com' },
  { id: 'overloop', name: 'Overloop', kind: 'mail', words: ['overloop'], shape: word(50), site: 'overloop.com' },
  { id: 'pastebin', name: 'Pastebin', kind: 'content', words: ['pastebin'], shape: word(32), site: 'pastebin.com' },
  { id: 'replyio', name: 'Reply', kind: 'mail', words: ['replyio'], shape: alnum(24), site: 'reply.io' },
  { id: 'salesblink', name: 'SalesBlink', kind: 'mail', words: ['salesblink'], shape: sequence('key-', alnum(64)), site: 'salesblink.io' },
  { id: 'simplynoted', name: 'Simply Noted', kind: 'mail', words: ['simplynoted'], shape: { pattern: '[\\w.=+/-]{330,370}', sample: 'eyJ{alnum:345}', checks: { entropy: 4 } }, site: 'simplynoted.com' },
  { id: 'simvoly', name: 'Simvoly', kind: 'content', words: ['simvoly'], shape: lower(33), site: 'simvoly.com' },
  { id: 'stripo', name: 'Stripo', kind: 'mail', words: ['stripo'], shape: { pattern: 'eyJ[\\w-]{15,60}\\.[\\w-]{100,200}\\.[\\w-]{43}', sample: 'eyJ{alnum:17}.{alnum:130}.{word:43}', checks: { entropy: 3.5 } }, site: 'stripo.email' },
  { id: 'vbout', name: 'VBOUT', kind: 'mail', words: ['vbout'], shape: digits(25), site: 'www.vbout.com' },
  { id: 'wistia', name: 'Wistia', kind: 'content', words: ['wistia'], shape: lower(64), site: 'wistia.com' },
];
