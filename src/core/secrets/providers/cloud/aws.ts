import type { Provider } from '../../provider.ts';

export const awsProviders = {
  aws: {
    name: 'AWS',
    group: 'cloud',
    opens: 'Does in the AWS account whatever the user or role of the key may.',
    revoke:
      'Deactivate the access key under Security credentials of the IAM user, look in CloudTrail for what it did, then delete it.',
    revokeUrl: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
    instead:
      'On AWS let the SDK take the IAM role of the instance, task, function or pod; from Google Cloud or CI assume a role with web identity (OIDC) federation; people sign in with IAM Identity Center.',
    variable: 'AWS_SECRET_ACCESS_KEY',
  },
  'aws-bedrock': {
    name: 'Amazon Bedrock',
    group: 'ai',
    opens: 'Calls every Bedrock model that the IAM user behind it may, on the bill of the account.',
    revoke:
      'Deactivate or delete the key under the service-specific credentials of the IAM user; a short-term key ends with its session.',
    revokeUrl: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-revoke.html',
    instead:
      'Give the service an IAM role with bedrock:InvokeModel and let the SDK find it; no key is needed then.',
    variable: 'AWS_BEARER_TOKEN_BEDROCK',
  },
  'aws-mws': {
    name: 'Amazon Selling Partner',
    group: 'business',
    opens: 'Reads and changes the orders, listings and reports of the seller.',
    revoke: 'Revoke the authorisation in Seller Central, or rotate the secret of the application.',
    revokeUrl: 'https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials',
    instead:
      'There is no keyless way in: keep the key in a secret manager that only the identity of the service may read.',
    variable: 'MWS_AUTH_TOKEN',
  },
  'aws-appsync': {
    name: 'AWS AppSync',
    group: 'cloud',
    opens: 'Runs every GraphQL operation that the API opens to API keys, for up to a year.',
    revoke: 'Delete the key under Settings of the API.',
    revokeUrl: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
    instead: 'Authorise callers with IAM, Amazon Cognito or OpenID Connect instead of a key.',
    variable: 'APPSYNC_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
