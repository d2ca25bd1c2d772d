import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in: keep the key in a secret manager; Vertex AI Experiments takes the identity of the service instead.';
const replaceKey = 'Delete the key on the settings page of the account, and make a new one.';
const readsRuns =
  'Reads and writes the runs, metrics and artefacts of the account, models and data sets among them.';

export const experimentsProviders = {
  wandb: {
    name: 'Weights & Biases',
    group: 'ai',
    opens: readsRuns,
    revoke: 'Delete the key under User settings, API keys, and make a new one.',
    revokeUrl: 'https://wandb.ai/settings',
    instead:
      'In CI and on clusters use identity federation with OIDC tokens (`WANDB_IDENTITY_TOKEN_FILE`); else a service account whose key is in a secret manager.',
    variable: 'WANDB_API_KEY',
  },
  comet: {
    name: 'Comet',
    group: 'ai',
    opens: readsRuns,
    revoke: replaceKey,
    revokeUrl: 'https://www.comet.com/account-settings/apiKeys',
    instead: keepInSecretManager,
    variable: 'COMET_API_KEY',
  },
  neptune: {
    name: 'Neptune',
    group: 'ai',
    opens: readsRuns,
    revoke: replaceKey,
    revokeUrl: 'https://app.neptune.ai/',
    instead: keepInSecretManager,
    variable: 'NEPTUNE_API_TOKEN',
  },
  clearml: {
    name: 'ClearML',
    group: 'ai',
    opens:
      'Reads and writes experiments and artefacts, and queues code that the agents of the workspace run.',
    revoke: replaceKey,
    revokeUrl: 'https://app.clear.ml/settings/workspace-configuration',
    instead: keepInSecretManager,
    variable: 'CLEARML_API_SECRET_KEY',
  },
  'label-studio': {
    name: 'Label Studio',
    group: 'ai',
    opens: 'Reads and changes projects, tasks and annotations, and the storage that is connected.',
    revoke: replaceKey,
    revokeUrl: 'https://labelstud.io/guide/access_tokens',
    instead: keepInSecretManager,
    variable: 'LABEL_STUDIO_API_KEY',
  },
  labelbox: {
    name: 'Labelbox',
    group: 'ai',
    opens: 'Reads and changes data sets, labels and the models of the workspace.',
    revoke: replaceKey,
    revokeUrl: 'https://app.labelbox.com/workspace-settings/api-keys',
    instead: keepInSecretManager,
    variable: 'LABELBOX_API_KEY',
  },
  'scale-ai': {
    name: 'Scale AI',
    group: 'ai',
    opens: 'Reads and creates labelling tasks on the bill of the account.',
    revoke: replaceKey,
    revokeUrl: 'https://dashboard.scale.com/settings/api-keys',
    instead: keepInSecretManager,
    variable: 'SCALE_API_KEY',
  },
  kaggle: {
    name: 'Kaggle',
    group: 'ai',
    opens: 'Reads and writes the private data sets, notebooks and models of the account.',
    revoke: replaceKey,
    revokeUrl: 'https://www.kaggle.com/settings',
    instead: keepInSecretManager,
    variable: 'KAGGLE_KEY',
  },
  prefect: {
    name: 'Prefect',
    group: 'ai',
    opens: 'Reads and starts flows, and reads the blocks and variables of the workspace, secrets among them.',
    revoke: replaceKey,
    revokeUrl: 'https://app.prefect.cloud/my/api-keys',
    instead: keepInSecretManager,
    variable: 'PREFECT_API_KEY',
  },
  sigopt: {
    name: 'SigOpt',
    group: 'ai',
    opens: readsRuns,
    revoke: replaceKey,
    revokeUrl: 'https://app.sigopt.com/tokens/info',
    instead: keepInSecretManager,
    variable: 'SIGOPT_API_TOKEN',
  },
  monkeylearn: {
    name: 'MonkeyLearn',
    group: 'ai',
    opens: 'Calls the text models of the account.',
    revoke: replaceKey,
    revokeUrl: 'https://monkeylearn.com/',
    instead: keepInSecretManager,
    variable: 'MONKEYLEARN_API_KEY',
  },
  swanlab: {
    name: 'SwanLab',
    group: 'ai',
    opens: readsRuns,
    revoke: replaceKey,
    revokeUrl: 'https://swanlab.cn/settings',
    instead: keepInSecretManager,
    variable: 'SWANLAB_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
