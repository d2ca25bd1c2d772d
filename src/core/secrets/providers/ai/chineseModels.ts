import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in: keep the key in a secret manager that one service identity may read, or use a model on Vertex AI, Amazon Bedrock or Microsoft Foundry under that identity.';
const replaceKey = 'Delete the key on the page of API keys of the account, and make a new one.';
const callsModels = 'Calls the models of the account and spends its budget.';

export const chineseModelsProviders = {
  moonshot: {
    name: 'Moonshot AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://platform.moonshot.ai/console/api-keys',
    instead: keepInSecretManager,
    variable: 'MOONSHOT_API_KEY',
  },
  zhipu: {
    name: 'Zhipu AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://z.ai/manage-apikey/apikey-list',
    instead: keepInSecretManager,
    variable: 'ZAI_API_KEY',
  },
  minimax: {
    name: 'MiniMax',
    group: 'ai',
    opens: 'Calls the models and voices of the account and spends its budget.',
    revoke: replaceKey,
    revokeUrl: 'https://platform.minimax.io/user-center/basic-information/interface-key',
    instead: keepInSecretManager,
    variable: 'MINIMAX_API_KEY',
  },
  dashscope: {
    name: 'Alibaba Cloud Model Studio',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://bailian.console.alibabacloud.com/?tab=model#/api-key',
    instead: keepInSecretManager,
    variable: 'DASHSCOPE_API_KEY',
  },
  volcengine: {
    name: 'Volcengine',
    group: 'ai',
    opens:
      'Calls the models of Ark, or the services of the cloud account that the access key may use, on its bill.',
    revoke: 'Delete the key under API key management of Ark, or under the keys of the user in IAM.',
    revokeUrl: 'https://console.volcengine.com/iam/keymanage',
    instead:
      'Give the service an IAM role and let it take short-lived credentials from STS; else keep the key in a secret manager.',
    variable: 'ARK_API_KEY',
  },
  baichuan: {
    name: 'Baichuan',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://platform.baichuan-ai.com/console/apikey',
    instead: keepInSecretManager,
    variable: 'BAICHUAN_API_KEY',
  },
  siliconflow: {
    name: 'SiliconFlow',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://cloud.siliconflow.com/account/ak',
    instead: keepInSecretManager,
    variable: 'SILICONFLOW_API_KEY',
  },
  stepfun: {
    name: 'StepFun',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://platform.stepfun.com/interface-key',
    instead: keepInSecretManager,
    variable: 'STEPFUN_API_KEY',
  },
  lingyiwanwu: {
    name: '01.AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://platform.lingyiwanwu.com/apikeys',
    instead: keepInSecretManager,
    variable: 'YI_API_KEY',
  },
  qianfan: {
    name: 'Baidu Qianfan',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://console.bce.baidu.com/iam/#/iam/apikey/list',
    instead: keepInSecretManager,
    variable: 'QIANFAN_API_KEY',
  },
  spark: {
    name: 'iFlytek Spark',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://console.xfyun.cn/services',
    instead: keepInSecretManager,
    variable: 'SPARK_API_SECRET',
  },
  modelscope: {
    name: 'ModelScope',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://modelscope.cn/my/myaccesstoken',
    instead: keepInSecretManager,
    variable: 'MODELSCOPE_API_TOKEN',
  },
} as const satisfies Readonly<Record<string, Provider>>;
