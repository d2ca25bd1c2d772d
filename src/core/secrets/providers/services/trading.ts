import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const trade = 'Reads balances, and trades or withdraws as the key may.';
const chain = 'Uses the service on your account and at your cost.';

/** Payment, trade and finance. */
export const tradingProviders = {
  coinbase: service('Coinbase', 'payment', trade, 'https://portal.cdp.coinbase.com/access/api', {
    variable: 'COINBASE_API_SECRET',
  }),
  binance: service('Binance', 'payment', trade, 'https://www.binance.com/en/my/settings/api-management', {
    variable: 'BINANCE_API_SECRET',
  }),
  kraken: service('Kraken', 'payment', trade, 'https://pro.kraken.com/app/settings/api', {
    variable: 'KRAKEN_API_SECRET',
  }),
  kucoin: service('KuCoin', 'payment', trade, 'https://www.kucoin.com/account/api'),
  bittrex: service('Bittrex', 'payment', trade, 'https://bittrex.com/'),
  bitfinex: service('Bitfinex', 'payment', trade, 'https://setting.bitfinex.com/api'),
  bitstamp: service('Bitstamp', 'payment', trade, 'https://www.bitstamp.net/settings/api/'),
  bitmex: service('BitMEX', 'payment', trade, 'https://www.bitmex.com/app/apiKeys'),
  okx: service('OKX', 'payment', trade, 'https://www.okx.com/account/my-api'),
  bybit: service('Bybit', 'payment', trade, 'https://www.bybit.com/app/user/api-management'),
  huobi: service('HTX', 'payment', trade, 'https://www.htx.com/en-us/apikey/'),
  gateio: service('Gate', 'payment', trade, 'https://www.gate.com/myaccount/api_key_manage'),
  deribit: service('Deribit', 'payment', trade, 'https://www.deribit.com/account/BTC/api'),
  bitso: service('Bitso', 'payment', trade, 'https://bitso.com/'),
  alpaca: service('Alpaca', 'payment', trade, 'https://app.alpaca.markets/', {
    variable: 'APCA_API_SECRET_KEY',
  }),
  polymarket: service('Polymarket', 'payment', trade, 'https://docs.polymarket.com/'),
  ethereum: service(
    'Ethereum',
    'payment',
    'Moves everything that the account holds, for good.',
    'https://ethereum.org/en/security/',
    {
      revoke: 'Move everything to a new account at once: a private key cannot be revoked.',
      instead: 'Sign with a key that never leaves a key management service or a hardware wallet.',
    },
  ),
  etherscan: service('Etherscan', 'payment', chain, 'https://etherscan.io/myapikey', {
    variable: 'ETHERSCAN_API_KEY',
  }),
  infura: service('Infura', 'payment', chain, 'https://developer.metamask.io/', {
    variable: 'INFURA_API_KEY',
  }),
  alchemy: service('Alchemy', 'payment', chain, 'https://dashboard.alchemy.com/', {
    variable: 'ALCHEMY_API_KEY',
  }),
  moralis: service('Moralis', 'payment', chain, 'https://admin.moralis.com/', {
    variable: 'MORALIS_API_KEY',
  }),
  blocknative: service('Blocknative', 'payment', chain, 'https://explorer.blocknative.com/'),
  ethplorer: service('Ethplorer', 'payment', chain, 'https://ethplorer.io/wallet/#screen=api'),
  nftport: service('NFTPort', 'payment', chain, 'https://dashboard.nftport.xyz/'),
  tatum: service('Tatum', 'payment', chain, 'https://dashboard.tatum.io/'),
  glassnode: service('Glassnode', 'payment', chain, 'https://studio.glassnode.com/settings/api'),
  web3storage: service(
    'web3.storage',
    'payment',
    'Reads and writes the files of your account.',
    'https://console.web3.storage/',
  ),
  pinata: service(
    'Pinata',
    'payment',
    'Reads and writes the files of your account.',
    'https://app.pinata.cloud/developers/api-keys',
    { variable: 'PINATA_JWT' },
  ),
  covalent: service('Covalent', 'payment', chain, 'https://goldrush.dev/platform/'),
  coinmarketcap: service('CoinMarketCap', 'payment', chain, 'https://pro.coinmarketcap.com/account'),
  coingecko: service('CoinGecko', 'payment', chain, 'https://www.coingecko.com/en/developers/dashboard'),
  cryptocompare: service(
    'CryptoCompare',
    'payment',
    chain,
    'https://www.cryptocompare.com/cryptopian/api-keys',
  ),
  coinapi: service('CoinAPI', 'payment', chain, 'https://console.coinapi.io/'),
  tradier: service('Tradier', 'payment', trade, 'https://dash.tradier.com/settings/api'),
  oanda: service('OANDA', 'payment', trade, 'https://hub.oanda.com/'),
  robinhood: service('Robinhood', 'payment', trade, 'https://robinhood.com/account/crypto'),
  schwab: service('Schwab', 'payment', trade, 'https://developer.schwab.com/dashboard/apps'),
  databento: service(
    'Databento',
    'payment',
    'Queries market data at your cost.',
    'https://databento.com/portal/keys',
    { variable: 'DATABENTO_API_KEY' },
  ),
} as const satisfies Readonly<Record<string, Provider>>;
