output "resource_group" {
  value = azurerm_resource_group.this.name
}

output "cluster_name" {
  value = module.cluster.cluster_name
}

output "registry" {
  value = module.registry.host
}

output "workload_client_id" {
  description = "For deploy/kubernetes/overlays/<stage>/identity.yaml."
  value       = azurerm_user_assigned_identity.workload.client_id
}

output "key_vault_url" {
  description = "For deploy/kubernetes/overlays/<stage>/identity.yaml."
  value       = module.vault.url
}

output "uploads_url" {
  description = "For UPLOADS_URL; UPLOADS_OPTIONS is {\"account_name\": \"...\", \"anon\": false} with the name below."
  value       = module.storage.uploads_url
}

output "uploads_account" {
  value = module.storage.account_name
}

output "grafana_url" {
  value = module.monitoring.grafana_url
}
