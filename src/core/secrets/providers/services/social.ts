import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const social = 'Acts as the app or account: reads its data and posts in its name.';
const media = 'Uses the service on your account and changes what it keeps.';

/** Chat, mail, calls, push messages and social networks. */
export const socialProviders = {
  twitter: service('X', 'messaging', social, 'https://developer.x.com/en/portal/dashboard', {
    variable: 'TWITTER_BEARER_TOKEN',
  }),
  facebook: service('Facebook', 'messaging', social, 'https://developers.facebook.com/apps/', {
    variable: 'FACEBOOK_APP_SECRET',
  }),
  instagram: service('Instagram', 'messaging', social, 'https://developers.facebook.com/apps/'),
  linkedin: service('LinkedIn', 'messaging', social, 'https://www.linkedin.com/developers/apps', {
    variable: 'LINKEDIN_CLIENT_SECRET',
  }),
  pinterest: service('Pinterest', 'messaging', social, 'https://developers.pinterest.com/apps/'),
  tiktok: service('TikTok', 'messaging', social, 'https://developers.tiktok.com/apps/'),
  snapchat: service('Snapchat', 'messaging', social, 'https://developers.snap.com/'),
  reddit: service('Reddit', 'messaging', social, 'https://www.reddit.com/prefs/apps', {
    variable: 'REDDIT_CLIENT_SECRET',
  }),
  spotify: service('Spotify', 'messaging', social, 'https://developer.spotify.com/dashboard', {
    variable: 'SPOTIFY_CLIENT_SECRET',
  }),
  twitch: service('Twitch', 'messaging', social, 'https://dev.twitch.tv/console/apps', {
    variable: 'TWITCH_CLIENT_SECRET',
  }),
  youtube: service('YouTube', 'messaging', 'Streams to your channel.', 'https://studio.youtube.com/'),
  flickr: service('Flickr', 'messaging', media, 'https://www.flickr.com/services/apps/by/me'),
  deviantart: service('DeviantArt', 'messaging', social, 'https://www.deviantart.com/developers/apps'),
  foursquare: service('Foursquare', 'messaging', media, 'https://foursquare.com/developers/home'),
  yelp: service('Yelp', 'messaging', media, 'https://www.yelp.com/developers/v3/manage_app', {
    variable: 'YELP_API_KEY',
  }),
  disqus: service(
    'Disqus',
    'messaging',
    'Reads and moderates comments.',
    'https://disqus.com/api/applications/',
  ),
  vk: service('VK', 'messaging', social, 'https://vk.com/apps?act=manage'),
  tumblr: service('Tumblr', 'messaging', social, 'https://www.tumblr.com/oauth/apps'),
  lichess: service(
    'Lichess',
    'messaging',
    'Acts as the player in what the token may.',
    'https://lichess.org/account/oauth/token',
    { variable: 'LICHESS_TOKEN' },
  ),
  riot: service('Riot Games', 'messaging', media, 'https://developer.riotgames.com/', {
    variable: 'RIOT_API_KEY',
  }),
  steam: service('Steam', 'messaging', media, 'https://steamcommunity.com/dev/apikey', {
    variable: 'STEAM_API_KEY',
  }),
  mastodon: service('Mastodon', 'messaging', social, 'https://docs.joinmastodon.org/client/token/', {
    variable: 'MASTODON_ACCESS_TOKEN',
  }),
  giphy: service('GIPHY', 'messaging', media, 'https://developers.giphy.com/dashboard/', {
    variable: 'GIPHY_API_KEY',
  }),
  gyazo: service('Gyazo', 'messaging', media, 'https://gyazo.com/oauth/applications'),
  unsplash: service('Unsplash', 'messaging', media, 'https://unsplash.com/oauth/applications', {
    variable: 'UNSPLASH_ACCESS_KEY',
  }),
  vimeo: service('Vimeo', 'messaging', media, 'https://developer.vimeo.com/apps'),
  imgur: service('Imgur', 'messaging', media, 'https://imgur.com/account/settings/apps'),
  hashnode: service(
    'Hashnode',
    'messaging',
    'Writes and changes posts in your name.',
    'https://hashnode.com/settings/developer',
  ),
  forem: service(
    'Forem',
    'messaging',
    'Writes and changes posts in your name.',
    'https://dev.to/settings/extensions',
  ),
} as const satisfies Readonly<Record<string, Provider>>;
