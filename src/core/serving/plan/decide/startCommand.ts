import type { AppPlan, ModelPlan } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import type { ChosenHardware } from './chooseHardware.ts';
import type { ChosenModel } from './chooseModel.ts';
import { threadsOfWsgi } from './chooseScaling.ts';
import { isQuantised } from './modelSize.ts';

/** How an application is started, in exec form. `${PORT}` stands where the port goes. */
export function appCommand(app: ChosenApp, isAdk: boolean, workers: number): string[] {
  const target = `${app.module ?? 'main'}:${app.object ?? 'app'}`;
  switch (app.kind) {
    case 'asgi':
      return [
        'uvicorn',
        target,
        ...(app.factory === true ? ['--factory'] : []),
        ...(app.directory === undefined ? [] : ['--app-dir', app.directory]),
        '--host',
        '0.0.0.0',
        '--port',
        '${PORT}',
        ...(workers > 1 ? ['--workers', String(workers)] : []),
      ];
    case 'wsgi':
      return [
        'gunicorn',
        '--bind',
        '0.0.0.0:${PORT}',
        '--workers',
        String(workers),
        '--threads',
        String(threadsOfWsgi),
        // Cloud Run ends requests itself; a worker that is busy must not be killed for it.
        '--timeout',
        '0',
        ...(app.directory === undefined ? [] : ['--chdir', app.directory]),
        app.factory === true ? `${target}()` : target,
      ];
    case 'streamlit':
      return [
        'streamlit',
        'run',
        file(app),
        '--server.port',
        '${PORT}',
        '--server.address',
        '0.0.0.0',
        '--server.headless',
        'true',
      ];
    case 'gradio':
      return ['env', 'GRADIO_SERVER_PORT=${PORT}', ...endingOnSigterm(file(app))];
    default:
      return isAdk
        ? ['adk', 'api_server', '--host', '0.0.0.0', '--port', '${PORT}', file(app)]
        : endingOnSigterm(file(app));
  }
}

/**
 * A program that leaves SIGTERM to its default. As process 1 it would not get it: the kernel sends that process only
 * signals that it handles. `sys.path` begins with the program's folder, as when Python is given the file.
 */
function endingOnSigterm(path: string): string[] {
  const folder = path.split('/').slice(0, -1).join('/');
  const script = [
    'import runpy, signal, sys',
    'signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
    `sys.path[0] = ${pythonText(folder)}`,
    `runpy.run_path(${pythonText(path)}, run_name='__main__')`,
  ];
  return ['python', '-c', script.join('; ')];
}

function pythonText(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

function file({ module }: ChosenApp): string {
  return module ?? 'app.py';
}

type EngineApp = Pick<AppPlan, 'command' | 'entrypoint' | 'healthPath' | 'readyPath'>;

/** The arguments of vLLM, after the entry point of its image. */
export function vllmApp(chosen: ChosenModel, model: ModelPlan, { gpu, platform }: ChosenHardware): EngineApp {
  const nodes = gpu?.nodes ?? 1;
  const perNode = (gpu?.count ?? 1) / nodes;
  const quantises = isQuantised(model.dtype) && model.dtype !== chosen.storedDtype;
  return {
    command: [
      model.path ?? model.id,
      ...(model.path === undefined && model.revision !== undefined ? ['--revision', model.revision] : []),
      '--served-model-name',
      model.id,
      '--port',
      '${PORT}',
      ...(model.maxModelLength === undefined ? [] : ['--max-model-len', String(model.maxModelLength)]),
      ...(model.maxSequences === undefined ? [] : ['--max-num-seqs', String(model.maxSequences)]),
      '--gpu-memory-utilization',
      '0.9',
      ...(quantises ? ['--quantization', model.dtype] : []),
      ...(model.task === 'text-generation' && !isQuantised(model.dtype) && model.dtype !== chosen.storedDtype
        ? ['--dtype', model.dtype]
        : []),
      ...(model.loading === 'bucket' && platform === 'cloud-run' ? ['--load-format', 'runai_streamer'] : []),
      ...(perNode > 1 ? ['--tensor-parallel-size', String(perNode)] : []),
      ...(nodes > 1 ? ['--pipeline-parallel-size', String(nodes)] : []),
    ],
    healthPath: '/health',
    readyPath: '/health',
  };
}

/** The image of TensorRT-LLM starts nothing by itself, and its server listens on localhost unless told. */
export function tensorRtApp(model: ModelPlan, { fit }: ChosenHardware): EngineApp {
  return {
    entrypoint: ['trtllm-serve'],
    command: [
      model.path ?? model.id,
      '--host',
      '0.0.0.0',
      '--port',
      '${PORT}',
      '--max_batch_size',
      String(fit?.sequences ?? 8),
      '--max_seq_len',
      String(fit?.length ?? 8192),
    ],
    healthPath: '/health',
    readyPath: '/health',
  };
}

export const ollamaApp: EngineApp = {
  command: ['serve'],
  healthPath: '/api/version',
  readyPath: '/api/version',
};
