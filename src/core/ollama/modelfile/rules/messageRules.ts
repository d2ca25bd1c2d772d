import type { ModelfileDiagnostic, ModelfileInstruction } from '../modelfile.ts';
import type { Rule } from './rule.ts';

/** Examples of a conversation that models do not expect: questions and answers take turns. */
export const messageRules: Rule = ({ modelfile }) => {
  const messages = modelfile.instructions.filter(({ name }) => name === 'message');
  const talk = messages.filter((message) => roleOf(message) !== 'system');
  const findings: ModelfileDiagnostic[] = [];
  let before: string | undefined;
  for (const message of talk.slice(0, 1000)) {
    const role = roleOf(message);
    if (role === before)
      findings.push(hint(message, `Two messages of the ${role} follow one another: models expect turns.`));
    before = role;
  }
  const last = talk.at(-1);
  if (last && roleOf(last) === 'user')
    findings.push(hint(last, 'This question has no answer: the example should end with MESSAGE assistant.'));
  return findings;
};

function hint({ start, argument }: ModelfileInstruction, message: string): ModelfileDiagnostic {
  return {
    code: 'modelfile/message-order',
    severity: 'information',
    message,
    fixes: [],
    start,
    end: argument?.end ?? start,
  };
}

function roleOf({ argument }: ModelfileInstruction): string {
  return argument?.text ?? '';
}
