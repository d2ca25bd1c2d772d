import type { FieldTable } from '../yaml/fieldTable.ts';

/** Made by test/support/serving/buildServiceSchema.ts; edit that, not this. */
export const buildFields: FieldTable = {
  source: '@googleapis/run 34.0.0, v1.d.ts',
  annotations: {},
  types: {
    // prettier-ignore
    ApprovalConfig: { approvalRequired: 'boolean' },
    // prettier-ignore
    ApprovalResult: { approvalTime: 'string', approverAccount: 'string', comment: 'string', decision: 'string', url: 'string' },
    // prettier-ignore
    ArtifactObjects: { location: 'string', paths: 'string[]', timing: '@TimeSpan' },
    // prettier-ignore
    Artifacts: { genericArtifacts: '@GenericArtifact[]', goModules: '@GoModule[]', images: 'string[]', mavenArtifacts: '@MavenArtifact[]', npmPackages: '@NpmPackage[]', objects: '@ArtifactObjects', oci: '@Oci[]', pythonPackages: '@PythonPackage[]' },
    // prettier-ignore
    Build: { approval: '@BuildApproval', artifacts: '@Artifacts', availableSecrets: '@Secrets', buildTriggerId: 'string', createTime: 'string', dependencies: '@Dependency[]', failureInfo: '@FailureInfo', finishTime: 'string', gitConfig: '@GitConfig', id: 'string', images: 'string[]', logsBucket: 'string', logUrl: 'string', name: 'string', options: '@BuildOptions', projectId: 'string', queueTtl: 'string', results: '@Results', secrets: '@Secret[]', serviceAccount: 'string', source: '@Source', sourceProvenance: '@SourceProvenance', startTime: 'string', status: 'string', statusDetail: 'string', steps: '@BuildStep[]', substitutions: 'map', tags: 'string[]', timeout: 'string', timing: 'any', warnings: '@Warning[]' },
    // prettier-ignore
    BuildApproval: { config: '@ApprovalConfig', result: '@ApprovalResult', state: 'string' },
    // prettier-ignore
    BuildOptions: { automapSubstitutions: 'boolean', defaultLogsBucketBehavior: 'string', diskSizeGb: 'string', dynamicSubstitutions: 'boolean', enableStructuredLogging: 'boolean', env: 'string[]', logging: 'string', logStreamingOption: 'string', machineType: 'string', pool: '@PoolOption', pubsubTopic: 'string', requestedVerifyOption: 'string', secretEnv: 'string[]', sourceProvenanceHash: 'string[]', substitutionOption: 'string', volumes: '@Volume[]', workerPool: 'string' },
    // prettier-ignore
    BuildStep: { allowExitCodes: 'number[]', allowFailure: 'boolean', args: 'string[]', automapSubstitutions: 'boolean', dir: 'string', entrypoint: 'string', env: 'string[]', exitCode: 'number', id: 'string', name: 'string', pullTiming: '@TimeSpan', results: '@StepResult[]', script: 'string', secretEnv: 'string[]', status: 'string', timeout: 'string', timing: '@TimeSpan', volumes: '@Volume[]', waitFor: 'string[]' },
    // prettier-ignore
    BuiltImage: { artifactRegistryPackage: 'string', digest: 'string', name: 'string', ociMediaType: 'string', pushTiming: '@TimeSpan' },
    // prettier-ignore
    ConnectedRepository: { dir: 'string', repository: 'string', revision: 'string' },
    // prettier-ignore
    Dependency: { empty: 'boolean', genericArtifact: '@GenericArtifactDependency', gitSource: '@GitSourceDependency' },
    // prettier-ignore
    DeveloperConnectConfig: { dir: 'string', gitRepositoryLink: 'string', revision: 'string' },
    // prettier-ignore
    FailureInfo: { detail: 'string', type: 'string' },
    // prettier-ignore
    FileHashes: { fileHash: '@Hash[]' },
    // prettier-ignore
    GenericArtifact: { folder: 'string', registryPath: 'string' },
    // prettier-ignore
    GenericArtifactDependency: { destPath: 'string', resource: 'string' },
    // prettier-ignore
    GitConfig: { http: '@HttpConfig' },
    // prettier-ignore
    GitSource: { dir: 'string', revision: 'string', url: 'string' },
    // prettier-ignore
    GitSourceDependency: { depth: 'string', destPath: 'string', fetchTags: 'boolean', recurseSubmodules: 'boolean', repository: '@GitSourceRepository', revision: 'string' },
    // prettier-ignore
    GitSourceRepository: { developerConnect: 'string', url: 'string' },
    // prettier-ignore
    GoModule: { modulePath: 'string', moduleVersion: 'string', repositoryLocation: 'string', repositoryName: 'string', repositoryProjectId: 'string', sourcePath: 'string' },
    // prettier-ignore
    Hash: { type: 'string', value: 'string' },
    // prettier-ignore
    HttpConfig: { proxySecretVersionName: 'string' },
    // prettier-ignore
    InlineSecret: { envMap: 'map', kmsKeyName: 'string' },
    // prettier-ignore
    MavenArtifact: { artifactId: 'string', deployFolder: 'string', groupId: 'string', path: 'string', repository: 'string', version: 'string' },
    // prettier-ignore
    NpmPackage: { packagePath: 'string', repository: 'string' },
    // prettier-ignore
    Oci: { file: 'string', registryPath: 'string', tags: 'string[]' },
    // prettier-ignore
    PoolOption: { name: 'string' },
    // prettier-ignore
    PythonPackage: { paths: 'string[]', repository: 'string' },
    // prettier-ignore
    RepoSource: { branchName: 'string', commitSha: 'string', dir: 'string', invertRegex: 'boolean', projectId: 'string', repoName: 'string', substitutions: 'map', tagName: 'string' },
    // prettier-ignore
    Results: { artifactManifest: 'string', artifactTiming: '@TimeSpan', buildStepImages: 'string[]', buildStepOutputs: 'string[]', buildStepResults: 'any', genericArtifacts: '@UploadedGenericArtifact[]', goModules: '@UploadedGoModule[]', images: '@BuiltImage[]', mavenArtifacts: '@UploadedMavenArtifact[]', npmPackages: '@UploadedNpmPackage[]', numArtifacts: 'string', pythonPackages: '@UploadedPythonPackage[]' },
    // prettier-ignore
    Secret: { kmsKeyName: 'string', secretEnv: 'map' },
    // prettier-ignore
    SecretManagerSecret: { env: 'string', versionName: 'string' },
    // prettier-ignore
    Secrets: { inline: '@InlineSecret[]', secretManager: '@SecretManagerSecret[]' },
    // prettier-ignore
    Source: { connectedRepository: '@ConnectedRepository', developerConnectConfig: '@DeveloperConnectConfig', gitSource: '@GitSource', repoSource: '@RepoSource', storageSource: '@StorageSource', storageSourceManifest: '@StorageSourceManifest' },
    // prettier-ignore
    SourceProvenance: { fileHashes: 'any', resolvedConnectedRepository: '@ConnectedRepository', resolvedGitSource: '@GitSource', resolvedRepoSource: '@RepoSource', resolvedStorageSource: '@StorageSource', resolvedStorageSourceManifest: '@StorageSourceManifest' },
    // prettier-ignore
    StepResult: { attestationContent: 'string', attestationType: 'string', name: 'string' },
    // prettier-ignore
    StorageSource: { bucket: 'string', generation: 'string', object: 'string', sourceFetcher: 'string' },
    // prettier-ignore
    StorageSourceManifest: { bucket: 'string', generation: 'string', object: 'string' },
    // prettier-ignore
    TimeSpan: { endTime: 'string', startTime: 'string' },
    // prettier-ignore
    UploadedGenericArtifact: { artifactFingerprint: '@FileHashes', artifactRegistryPackage: 'string', fileHashes: 'any', pushTiming: '@TimeSpan', uri: 'string' },
    // prettier-ignore
    UploadedGoModule: { artifactRegistryPackage: 'string', fileHashes: '@FileHashes', pushTiming: '@TimeSpan', uri: 'string' },
    // prettier-ignore
    UploadedMavenArtifact: { artifactRegistryPackage: 'string', fileHashes: '@FileHashes', pushTiming: '@TimeSpan', uri: 'string' },
    // prettier-ignore
    UploadedNpmPackage: { artifactRegistryPackage: 'string', fileHashes: '@FileHashes', pushTiming: '@TimeSpan', uri: 'string' },
    // prettier-ignore
    UploadedPythonPackage: { artifactRegistryPackage: 'string', fileHashes: '@FileHashes', pushTiming: '@TimeSpan', uri: 'string' },
    // prettier-ignore
    Volume: { name: 'string', path: 'string' },
    // prettier-ignore
    Warning: { priority: 'string', text: 'string' },
  },
};
