import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const pay = 'Reads payments and customers, and takes, refunds or pays out money as the key may.';
const books = 'Reads and changes your books, invoices and customers.';
const shop = 'Reads and changes orders, customers and products.';

/** Payment, trade and finance. */
export const paymentProviders = {
  paystack: service('Paystack', 'payment', pay, 'https://dashboard.paystack.com/#/settings/developers', {
    variable: 'PAYSTACK_SECRET_KEY',
  }),
  stripe: service('Stripe', 'payment', pay, 'https://dashboard.stripe.com/apikeys', {
    variable: 'STRIPE_SECRET_KEY',
    revoke: 'Roll the key on the page of API keys; the old one ends at once or after the time you choose.',
    instead:
      'Use a restricted key with only the rights and addresses that are needed, kept in a secret manager that the service reads with its own identity.',
  }),
  square: service('Square', 'payment', pay, 'https://developer.squareup.com/apps', {
    variable: 'SQUARE_ACCESS_TOKEN',
  }),
  paypal: service('PayPal', 'payment', pay, 'https://developer.paypal.com/dashboard/applications/', {
    variable: 'PAYPAL_CLIENT_SECRET',
  }),
  adyen: service('Adyen', 'payment', pay, 'https://ca-live.adyen.com/', { variable: 'ADYEN_API_KEY' }),
  razorpay: service(
    'Razorpay',
    'payment',
    pay,
    'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    { variable: 'RAZORPAY_KEY_SECRET' },
  ),
  flutterwave: service('Flutterwave', 'payment', pay, 'https://app.flutterwave.com/dashboard/settings/apis', {
    variable: 'FLW_SECRET_KEY',
  }),
  plaid: service(
    'Plaid',
    'payment',
    'Reads the bank accounts of your customers.',
    'https://dashboard.plaid.com/developers/keys',
    { variable: 'PLAID_SECRET' },
  ),
  gocardless: service('GoCardless', 'payment', pay, 'https://manage.gocardless.com/developers', {
    variable: 'GOCARDLESS_ACCESS_TOKEN',
  }),
  checkout: service('Checkout.com', 'payment', pay, 'https://dashboard.checkout.com/developers/keys', {
    variable: 'CKO_SECRET_KEY',
  }),
  mollie: service('Mollie', 'payment', pay, 'https://my.mollie.com/dashboard/developers/api-keys', {
    variable: 'MOLLIE_API_KEY',
  }),
  shopify: service('Shopify', 'payment', shop, 'https://partners.shopify.com/', {
    variable: 'SHOPIFY_ACCESS_TOKEN',
  }),
  dwolla: service('Dwolla', 'payment', pay, 'https://dashboard.dwolla.com/applications-legacy'),
  chargebee: service(
    'Chargebee',
    'payment',
    pay,
    'https://www.chargebee.com/docs/billing/2.0/site-configuration/api_keys',
  ),
  recurly: service('Recurly', 'payment', pay, 'https://app.recurly.com/go/developer/api_access'),
  finicity: service(
    'Finicity',
    'payment',
    'Reads the bank accounts of your customers.',
    'https://developer.mastercard.com/dashboard',
  ),
  wise: service('Wise', 'payment', pay, 'https://wise.com/settings/api-tokens', {
    variable: 'WISE_API_TOKEN',
  }),
  wepay: service('WePay', 'payment', pay, 'https://dev.wepay.com/'),
  paddle: service('Paddle', 'payment', pay, 'https://vendors.paddle.com/authentication-v2', {
    variable: 'PADDLE_API_KEY',
  }),
  asaas: service('Asaas', 'payment', pay, 'https://www.asaas.com/'),
  pagarme: service('Pagar.me', 'payment', pay, 'https://dash.pagar.me/'),
  midtrans: service('Midtrans', 'payment', pay, 'https://dashboard.midtrans.com/settings/config_info', {
    variable: 'MIDTRANS_SERVER_KEY',
  }),
  xendit: service('Xendit', 'payment', pay, 'https://dashboard.xendit.co/settings/developers', {
    variable: 'XENDIT_SECRET_KEY',
  }),
  mercadopago: service('Mercado Pago', 'payment', pay, 'https://www.mercadopago.com/developers/panel/app', {
    variable: 'MERCADOPAGO_ACCESS_TOKEN',
  }),
  paymongo: service('PayMongo', 'payment', pay, 'https://dashboard.paymongo.com/developers', {
    variable: 'PAYMONGO_SECRET_KEY',
  }),
  klarna: service('Klarna', 'payment', pay, 'https://portal.klarna.com/'),
  quickbooks: service('QuickBooks', 'payment', books, 'https://developer.intuit.com/app/developer/dashboard'),
  xero: service('Xero', 'payment', books, 'https://developer.xero.com/app/manage'),
  freshbooks: service('FreshBooks', 'payment', books, 'https://my.freshbooks.com/#/developer'),
  mercury: service(
    'Mercury',
    'payment',
    'Reads accounts, and pays out money as the token may.',
    'https://app.mercury.com/settings/tokens',
  ),
  ramp: service(
    'Ramp',
    'payment',
    'Reads and changes cards, bills and payments.',
    'https://app.ramp.com/developer',
    { variable: 'RAMP_CLIENT_SECRET' },
  ),
  brex: service(
    'Brex',
    'payment',
    'Reads and changes cards, bills and payments.',
    'https://dashboard.brex.com/settings/developer',
  ),
  rainforest: service('Rainforest Pay', 'payment', pay, 'https://docs.rainforestpay.com/'),
  polar: service('Polar', 'payment', pay, 'https://polar.sh/dashboard', { variable: 'POLAR_ACCESS_TOKEN' }),
  column: service('Column', 'payment', 'Moves money between accounts.', 'https://dashboard.column.com/'),
  lithic: service('Lithic', 'payment', 'Makes and changes payment cards.', 'https://app.lithic.com/'),
  marqeta: service('Marqeta', 'payment', 'Makes and changes payment cards.', 'https://www.marqeta.com/'),
  iyzico: service('iyzico', 'payment', pay, 'https://merchant.iyzipay.com/'),
  moonclerk: service('MoonClerk', 'payment', pay, 'https://app.moonclerk.com/'),
  freemius: service('Freemius', 'payment', pay, 'https://dashboard.freemius.com/'),
  taxjar: service(
    'TaxJar',
    'payment',
    'Reads and files your sales taxes.',
    'https://app.taxjar.com/api_sign_up',
    { variable: 'TAXJAR_API_KEY' },
  ),
  snipcart: service('Snipcart', 'payment', shop, 'https://app.snipcart.com/dashboard/account/credentials'),
  storecove: service('Storecove', 'payment', 'Sends invoices in your name.', 'https://app.storecove.com/'),
  paydirt: service('Paydirt', 'payment', books, 'https://paydirtapp.com/'),
  requestfinance: service('Request Finance', 'payment', books, 'https://app.request.finance/'),
  baremetrics: service('Baremetrics', 'payment', books, 'https://app.baremetrics.com/settings/api'),
  chartmogul: service('ChartMogul', 'payment', books, 'https://app.chartmogul.com/#/admin/api', {
    variable: 'CHARTMOGUL_API_KEY',
  }),
  gumroad: service('Gumroad', 'payment', shop, 'https://app.gumroad.com/settings/advanced'),
  etsy: service('Etsy', 'payment', shop, 'https://www.etsy.com/developers/your-apps', {
    variable: 'ETSY_API_KEY',
  }),
  ebay: service('eBay', 'payment', shop, 'https://developer.ebay.com/my/keys'),
} as const satisfies Readonly<Record<string, Provider>>;
