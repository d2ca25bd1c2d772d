import type { CheckContext, CheckDiagnostic } from '../check.ts';
import { checkService } from '../cloudRun/serviceRules.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import { isPublicMember, isServiceAgent, narrowRoles, wideRoles } from '../identity.ts';
import { needsBuildKit } from '../mountingDockerfile.ts';
import {
  gcloudCommand,
  flagNamed,
  isCommand,
  type CommandHost,
  type GcloudCommand,
} from './gcloudCommand.ts';
import type { Command } from './commandWords.ts';
import { readDeploy } from './readDeploy.ts';

/** What calls of gcloud deploy, grant and make, in a script, a workflow or a build. */
export function checkCommands(
  commands: readonly Command[],
  host: CommandHost,
  context: CheckContext,
): CheckDiagnostic[] {
  return commands.flatMap((words) => {
    const command = gcloudCommand(host.text, words);
    return command ? checkCommand(command, host, context) : [];
  });
}

function checkCommand(command: GcloudCommand, host: CommandHost, context: CheckContext): CheckDiagnostic[] {
  if (command.path[0] === 'run') return runCommand(command, host, context);
  if (isCommand(command, 'functions', 'deploy')) return publicFlag(command, host);
  if (isCommand(command, 'builds', 'submit')) return submitRule(command, context);
  if (isCommand(command, 'iam', 'service-accounts', 'keys', 'create')) return [madeKey(command)];
  if (isCommand(command, 'iam', 'workload-identity-pools', 'providers', 'create-oidc'))
    return openProvider(command);
  if (isCommand(command, 'projects', 'add-iam-policy-binding')) return wideRole(command);
  return isCommand(command, 'auth', 'activate-service-account') ? [keySignIn(command)] : [];
}

function runCommand(command: GcloudCommand, host: CommandHost, context: CheckContext): CheckDiagnostic[] {
  const [, second, third] = command.path;
  const isJob = second === 'jobs' && /^(?:deploy|create|update)$/.test(third ?? '');
  if (second === 'deploy' || isJob || (second === 'services' && third === 'update'))
    return [
      ...checkService(readDeploy(host, command), context),
      ...publicFlag(command, host),
      ...sourceRule(command, context),
    ];
  return command.path.includes('add-iam-policy-binding') ? publicMember(command) : [];
}

function publicFlag(command: GcloudCommand, host: CommandHost): CheckDiagnostic[] {
  const flag = flagNamed(command, '--allow-unauthenticated');
  if (!flag || flag.value?.text === 'false') return [];
  return [
    {
      code: 'identity/public-access',
      severity: 'warning',
      message:
        '--allow-unauthenticated lets everyone on the internet call the service, and you pay for it. Deploy it private, and grant roles/run.invoker to those who may.',
      fixes: fixOf(
        'private',
        'Use --no-allow-unauthenticated',
        host.replaceWord(flag.word, '--no-allow-unauthenticated'),
      ),
      start: flag.start,
      end: flag.end,
    },
  ];
}

function publicMember(command: GcloudCommand): CheckDiagnostic[] {
  const member = flagNamed(command, '--member')?.value;
  if (!member || !isPublicMember(member.text)) return [];
  return [
    {
      code: 'identity/public-access',
      severity: 'warning',
      message: `${member.text} lets ${member.text === 'allUsers' ? 'everyone on the internet' : 'everyone with any Google account'} call the service, and you pay for it. Name the accounts that may.`,
      fixes: [],
      start: member.start,
      end: member.end,
    },
  ];
}

function sourceRule(command: GcloudCommand, context: CheckContext): CheckDiagnostic[] {
  const source = flagNamed(command, '--source');
  const folder = source?.value?.literal === true ? source.value.text : undefined;
  if (!source || folder === undefined || flagNamed(command, '--image')) return [];
  const dockerfile = needsBuildKit(context, folder);
  if (dockerfile === undefined) return [];
  return [
    {
      code: 'cloudrun/source-buildkit',
      severity: 'error',
      message: `--source builds without BuildKit, and ${dockerfile} uses RUN --mount: the build will fail. Build by a cloudbuild.yaml with DOCKER_BUILDKIT=1 and deploy its image.`,
      fixes: [],
      start: source.start,
      end: source.value?.end ?? source.end,
    },
  ];
}

function submitRule(command: GcloudCommand, context: CheckContext): CheckDiagnostic[] {
  const tag = flagNamed(command, '--tag', '-t');
  const folder = command.path[2] ?? '.';
  if (!tag || flagNamed(command, '--config', '--pack') || /\$/.test(folder)) return [];
  const dockerfile = needsBuildKit(context, folder);
  if (dockerfile === undefined) return [];
  return [
    {
      code: 'cloudrun/source-buildkit',
      severity: 'error',
      message: `--tag builds without BuildKit, and ${dockerfile} uses RUN --mount: the build will fail. Submit a cloudbuild.yaml with DOCKER_BUILDKIT=1 instead.`,
      fixes: [],
      start: tag.start,
      end: tag.value?.end ?? tag.end,
    },
  ];
}

function madeKey(command: GcloudCommand): CheckDiagnostic {
  return {
    code: 'identity/service-account-key',
    severity: 'warning',
    message:
      'This makes a key file that works from anywhere until it is revoked. Attach the account to the service, or sign in by Workload Identity Federation.',
    fixes: [],
    start: command.start,
    end: command.end,
  };
}

function keySignIn(command: GcloudCommand): CheckDiagnostic {
  return {
    code: 'identity/key-sign-in',
    severity: 'warning',
    message:
      'This signs in with a key file, which works for everyone who has it. Workload Identity Federation signs in without one.',
    fixes: [],
    start: command.start,
    end: command.end,
  };
}

function openProvider(command: GcloudCommand): CheckDiagnostic[] {
  if (command.open || flagNamed(command, '--attribute-condition', '--flags-file')) return [];
  const issuer = flagNamed(command, '--issuer-uri')?.value?.text ?? '';
  const github = issuer.includes('token.actions.githubusercontent.com');
  return [
    {
      code: 'identity/provider-condition',
      severity: github ? 'error' : 'warning',
      message: github
        ? 'Without --attribute-condition the workflows of every repository on GitHub may sign in. Require your assertion.repository_owner_id or assertion.repository_id.'
        : 'Without --attribute-condition everyone to whom this issuer gives a token may sign in. Require a claim that only you have.',
      fixes: [],
      ...command.head,
    },
  ];
}

function wideRole(command: GcloudCommand): CheckDiagnostic[] {
  const role = flagNamed(command, '--role')?.value;
  const why = role?.literal === true ? wideRoles.get(role.text) : undefined;
  if (!role || why === undefined) return [];
  if (isServiceAgent(flagNamed(command, '--member')?.value?.text ?? '')) return [];
  const narrow = narrowRoles.get(role.text);
  const { start, end } = role;
  return [
    {
      code: 'identity/wide-role',
      severity: 'warning',
      message: `${role.text} on the whole project is more than a service or its deployment needs. ${why}`,
      fixes:
        narrow !== undefined && role.verbatim
          ? fixOf('narrow-role', `Grant ${narrow}`, [{ start, end, text: narrow }], false)
          : [],
      start,
      end,
    },
  ];
}
