import type { Provider } from '../../provider.ts';

export const googleCloudProviders = {
  'google-cloud': {
    name: 'Google Cloud',
    group: 'cloud',
    opens: 'Does in the project whatever the service account or user of the key may.',
    revoke:
      'Deactivate and delete the key in the Google Cloud console, and look in Cloud Audit Logs for what it did.',
    revokeUrl: 'https://console.cloud.google.com/apis/credentials',
    instead:
      'Attach a service account to the workload and use Application Default Credentials; outside Google Cloud use Workload Identity Federation.',
    variable: 'GOOGLE_APPLICATION_CREDENTIALS',
  },
  firebase: {
    name: 'Firebase',
    group: 'cloud',
    opens:
      'Sends messages to every device of the app, or reads and writes its database past the security rules.',
    revoke:
      'Delete the server key or database secret under Project settings, or run `firebase logout` with the token.',
    revokeUrl: 'https://console.firebase.google.com/',
    instead:
      'Use the HTTP v1 API and the Admin SDK with Application Default Credentials; in CI sign in with Workload Identity Federation.',
    variable: 'FIREBASE_TOKEN',
  },
} as const satisfies Readonly<Record<string, Provider>>;
