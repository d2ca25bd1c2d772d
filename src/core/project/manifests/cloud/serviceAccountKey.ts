import { nothing, type FileReader } from '../../clue.ts';

export function isServiceAccountKey(path: string): boolean {
  return /(?:^|\/)[\w.-]*(?:service[-_]?account|credentials?|[-_.]key|gcp|gcloud|[-_.]sa)[\w.-]*\.json$/i.test(
    path,
  );
}

/** Tells a Google service account's key file by its keys: a `file` clue `service-account-key`. Nothing of it is shown. */
export const readServiceAccountKey: FileReader = (file) => {
  const offset = file.text.search(/"type"\s*:\s*"service_account"/);
  if (offset < 0 || !/"private_key"\s*:/.test(file.text)) return nothing;
  const line = file.text.slice(0, offset).split(/\r\n|\n|\r/).length;
  return {
    clues: [{ kind: 'file', name: 'service-account-key', line, text: '"type": "service_account"' }],
    problems: [],
  };
};
