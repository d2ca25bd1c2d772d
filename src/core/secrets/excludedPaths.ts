/** Lock files hold hashes by the thousand, and no secret that their manifest does not hold. */
const lockFiles: ReadonlySet<string> = new Set([
  'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb', 'deno.lock',
  'poetry.lock', 'pipfile.lock', 'uv.lock', 'pdm.lock', 'pixi.lock', 'conda-lock.yml', 'pylock.toml',
  'cargo.lock', 'composer.lock', 'gemfile.lock', 'podfile.lock', 'package.resolved', 'pubspec.lock', 'mix.lock',
  'go.sum', 'go.work.sum', 'gopkg.lock', 'glide.lock', 'flake.lock', 'packages.lock.json', 'gradle.lockfile',
  '.terraform.lock.hcl', 'gradlew', 'gradlew.bat', 'mvnw', 'mvnw.cmd',
]); // prettier-ignore

/** Formats that are no text, or text that only a program writes: fonts, pictures, archives, programs, weights, data. */
const binaryExtensions: ReadonlySet<string> = new Set([
  'png', 'jpg', 'jpeg', 'gif', 'bmp', 'ico', 'icns', 'webp', 'avif', 'heic', 'tif', 'tiff', 'psd', 'eps', 'xcf', 'sketch', 'fig',
  'mp3', 'mp4', 'm4a', 'm4v', 'mov', 'avi', 'mkv', 'webm', 'wav', 'flac', 'ogg', 'ogv', 'opus', 'aac', 'mid',
  'woff', 'woff2', 'ttf', 'otf', 'eot', 'ttc',
  'zip', 'gz', 'tgz', 'bz2', 'tbz2', 'xz', 'txz', 'zst', 'lz4', 'br', '7z', 'rar', 'tar', 'jar', 'war', 'ear', 'aar', 'whl', 'egg', 'gem',
  'nupkg', 'vsix', 'crx', 'xpi', 'deb', 'rpm', 'apk', 'ipa', 'dmg', 'iso', 'msi', 'cab',
  'exe', 'dll', 'so', 'dylib', 'a', 'lib', 'o', 'obj', 'class', 'pyc', 'pyo', 'pyd', 'wasm', 'node', 'pdb', 'elc', 'beam',
  'pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'epub', 'mobi', 'djvu',
  'db', 'sqlite', 'sqlite3', 'mdb', 'parquet', 'avro', 'orc', 'arrow', 'feather', 'npy', 'npz', 'mat', 'h5', 'hdf5', 'nc', 'tfrecord',
  'pkl', 'pickle', 'joblib', 'pt', 'pth', 'ckpt', 'bin', 'safetensors', 'gguf', 'ggml', 'onnx', 'tflite', 'mlmodel', 'pb', 'keras', 'msgpack',
  'mo', 'swf', 'blend', 'fbx', 'glb', 'stl', 'dwg', 'pack', 'keystore', 'jks', 'p12', 'pfx',
]); // prettier-ignore

/** Made from other files of the project or brought along whole: a secret in them is one in what they are made of. */
const generated =
  /(?:[.-]min\.(?:js|mjs|cjs|css)|\.(?:bundle|chunk)\.(?:js|css)|\.(?:js|mjs|cjs|css|ts|tsx)\.map|\.tsbuildinfo|\.pb\.go|_pb2(?:_grpc)?\.pyi?|(?:^|\/)(?:jquery|bootstrap|angular|lodash|d3|plotly|swagger-ui-bundle)(?:[.-]\d[\w.-]*)?\.(?:js|css))$/;

/**
 * True for files that a scan of a folder leaves out by their path: lock files, bundles, source maps and formats that are
 * no text. A file that somebody names is scanned all the same. `/` between segments.
 */
export function isExcludedFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot > 0 && binaryExtensions.has(name.slice(dot + 1))) return true;
  return lockFiles.has(name) || generated.test(name);
}

/**
 * Folders that a package manager or a tool fills and that nobody commits. Unlike for detection, vendored code and build
 * output count where git does not ignore them: a secret that was copied there has leaked all the same.
 */
const toolFolders: ReadonlySet<string> = new Set([
  '.git', '.hg', '.svn', '.jj',
  'node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store',
  '.venv', 'venv', '.virtualenv', 'virtualenv', 'env.bak', '.conda', '.pixi', '.pyenv', 'site-packages', 'dist-packages',
  '__pycache__', '__pypackages__', '.tox', '.nox', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.ipynb_checkpoints',
  '.eggs', '.cache', '.gradle', '.terraform', '.next', '.nuxt', '.svelte-kit', '.turbo', '.parcel-cache', '.vscode-test',
]); // prettier-ignore

/** True for folders that a scan leaves out by their name alone. */
export function isExcludedFolder(name: string): boolean {
  return toolFolders.has(name) || name.endsWith('.egg-info') || name.endsWith('.dist-info');
}
