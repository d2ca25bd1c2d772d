// The thread that the scan of a folder runs in; built as a file of its own, dist/secretWorker.js.
import { parentPort, workerData } from 'node:worker_threads';
import { openScan } from './scanSetup.ts';
import { BatchScanner, type FileBatch } from './scanBatch.ts';
import { reportProgress, type TextJob, type WorkerStart } from './workerProtocol.ts';

const { setup, progress } = workerData as WorkerStart;
const report = reportProgress(progress);
const scan = openScan(setup);
const scanner = new BatchScanner(scan, report.starts);

parentPort?.on('message', (message: FileBatch | TextJob) => {
  if ('text' in message) {
    parentPort?.postMessage(scan.scanner.scanText(message.text, message.path));
    return;
  }
  const result = scanner.scan(message);
  report.rests();
  parentPort?.postMessage(result);
});
