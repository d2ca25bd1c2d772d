// The thread that the scan of a folder runs in; built as a file of its own, dist/secretWorker.js.
import { parentPort, workerData } from 'node:worker_threads';
import { openScan } from './scanSetup.ts';
import { BatchScanner, type FileBatch } from './scanBatch.ts';
import { reportProgress, type WorkerStart } from './workerProtocol.ts';

const { setup, progress } = workerData as WorkerStart;
const report = reportProgress(progress);
const scanner = new BatchScanner(openScan(setup), report.starts);

parentPort?.on('message', (batch: FileBatch) => {
  const result = scanner.scan(batch);
  report.rests();
  parentPort?.postMessage(result);
});
