/**
 * Arguments of the resources that a service and its identity are made of, after the documentation of the Google
 * provider 7.45.0 (2026-08). Braces hold those of a block.
 */
export const resourceArguments: Readonly<Record<string, string>> = {
  // prettier-ignore
  google_cloud_run_v2_service: `
    name template { revision labels annotations scaling { min_instance_count max_instance_count
    cpu_utilization concurrency_utilization } vpc_access { connector egress network_interfaces { network
    subnetwork tags } } timeout service_account containers { name image command args env { name value
    value_source { secret_key_ref { secret version } } } resources { limits cpu_idle startup_cpu_boost }
    ports { name container_port } sandbox_launcher volume_mounts { name mount_path sub_path } working_dir
    liveness_probe { initial_delay_seconds timeout_seconds period_seconds failure_threshold http_get { path
    port http_headers { name value } } grpc { port service } tcp_socket { port } } startup_probe {
    initial_delay_seconds timeout_seconds period_seconds failure_threshold http_get { path port http_headers
    { name value } } tcp_socket { port } grpc { port service } } readiness_probe { timeout_seconds
    period_seconds failure_threshold success_threshold http_get { path port } grpc { port service } }
    depends_on base_image_uri source_code { cloud_storage_source { bucket object generation } } } volumes {
    name secret { secret default_mode items { path version mode } } cloud_sql_instance { instances }
    empty_dir { medium size_limit } gcs { bucket read_only mount_options } nfs { server path read_only } }
    execution_environment encryption_key max_instance_request_concurrency session_affinity service_mesh {
    mesh } node_selector { accelerator } gpu_zonal_redundancy_disabled health_check_disabled sandboxes {
    templates { name image command args env { name value } volume_mounts { name mount_path sub_path }
    working_dir } } } location description labels annotations tags client client_version ingress
    launch_stage binary_authorization { breakglass_justification use_default policy } custom_audiences
    scaling { min_instance_count max_instance_count scaling_mode manual_instance_count }
    default_uri_disabled traffic { type revision percent tag } invoker_iam_disabled build_config {
    source_location function_target image_uri base_image enable_automatic_updates worker_pool
    environment_variables service_account } multi_region_settings { regions } iap_enabled project
    deletion_policy deletion_protection
  `,
  // prettier-ignore
  google_cloud_run_v2_job: `
    name template { labels annotations parallelism task_count template { containers { name image command
    args env { name value value_source { secret_key_ref { secret version } } } resources { limits } ports {
    name container_port } volume_mounts { name mount_path sub_path } working_dir depends_on startup_probe {
    initial_delay_seconds timeout_seconds period_seconds failure_threshold tcp_socket { port } http_get {
    path port http_headers { name value } } grpc { port service } } } volumes { name secret { secret
    default_mode items { path version mode } } cloud_sql_instance { instances } empty_dir { medium
    size_limit } gcs { bucket read_only mount_options } nfs { server path read_only } } timeout
    service_account execution_environment encryption_key vpc_access { connector egress network_interfaces {
    network subnetwork tags } } max_retries node_selector { accelerator } gpu_zonal_redundancy_disabled } }
    location labels annotations client client_version launch_stage binary_authorization {
    breakglass_justification use_default policy } start_execution_token run_execution_token tags project
    deletion_policy deletion_protection
  `,
  // prettier-ignore
  google_cloud_run_service: `
    name location traffic { revision_name percent tag latest_revision } template { metadata { labels
    namespace annotations name } spec { containers { name working_dir args env_from { prefix config_map_ref
    { optional local_object_reference { name } } secret_ref { local_object_reference { name } optional } }
    image command env { name value value_from { secret_key_ref { key name } } } ports { name protocol
    container_port } sandbox_launcher resources { limits requests } volume_mounts { mount_path sub_path name
    } startup_probe { initial_delay_seconds timeout_seconds period_seconds failure_threshold tcp_socket {
    port } http_get { path port http_headers { name value } } grpc { port service } } readiness_probe {
    timeout_seconds period_seconds failure_threshold success_threshold http_get { path port } grpc { port
    service } } liveness_probe { initial_delay_seconds timeout_seconds period_seconds failure_threshold
    http_get { path port http_headers { name value } } grpc { port service } } } node_selector
    container_concurrency timeout_seconds service_account_name volumes { name secret { secret_name
    default_mode items { key path mode } } empty_dir { medium size_limit } csi { driver read_only
    volume_attributes } nfs { server path read_only } } serving_state } } metadata { labels namespace
    annotations } project deletion_policy autogenerate_revision_name
  `,
  // prettier-ignore
  google_service_account: `
    account_id display_name description disabled project create_ignore_already_exists deletion_policy
  `,
  // prettier-ignore
  google_service_account_key: `
    service_account_id key_algorithm deletion_policy
  `,
  // prettier-ignore
  google_iam_workload_identity_pool: `
    workload_identity_pool_id display_name description disabled mode inline_certificate_issuance_config {
    ca_pools use_default_shared_ca lifetime rotation_window_percentage key_algorithm } inline_trust_config {
    additional_trust_bundles { trust_domain trust_anchors { pem_certificate } trust_default_shared_ca } }
    attestation_rules { google_cloud_resource } project deletion_policy
  `,
  // prettier-ignore
  google_iam_workload_identity_pool_provider: `
    workload_identity_pool_id workload_identity_pool_provider_id display_name description disabled
    attribute_mapping attribute_condition aws { account_id } oidc { allowed_audiences issuer_uri jwks_json }
    saml { idp_metadata_xml } x509 { trust_store { trust_anchors { pem_certificate } intermediate_cas {
    pem_certificate } } } project deletion_policy
  `,
  // prettier-ignore
  google_artifact_registry_repository: `
    location format repository_id description labels kms_key_name docker_config { immutable_tags }
    maven_config { allow_snapshot_overwrites version_policy } mode virtual_repository_config {
    upstream_policies { id repository priority } } cleanup_policies { id action condition { tag_state
    tag_prefixes version_name_prefixes package_name_prefixes older_than newer_than } most_recent_versions {
    package_name_prefixes keep_count } } remote_repository_config { description apt_repository {
    public_repository { repository_base repository_path } } docker_repository { public_repository
    custom_repository { uri } } maven_repository { public_repository custom_repository { uri } }
    npm_repository { public_repository custom_repository { uri } } python_repository { public_repository
    custom_repository { uri } } yum_repository { public_repository { repository_base repository_path } }
    common_repository { uri } upstream_credentials { username_password_credentials { username
    password_secret_version } } disable_upstream_validation no_cache } cleanup_policy_dry_run
    vulnerability_scanning_config { enablement_config } location project deletion_policy
  `,
  // prettier-ignore
  google_project_service: `
    service project disable_on_destroy disable_dependent_services check_if_service_has_usage_on_destroy
    deletion_policy
  `,
  // prettier-ignore
  google_secret_manager_secret: `
    replication { auto { customer_managed_encryption { kms_key_name } } user_managed { replicas { location
    customer_managed_encryption { kms_key_name } } } } secret_id labels annotations version_aliases
    version_destroy_ttl topics { name } expire_time ttl rotation { next_rotation_time rotation_period } tags
    project deletion_policy deletion_protection
  `,
};
