output "registry_id" {
  value = azurerm_container_registry.this.id
}

output "host" {
  value = azurerm_container_registry.this.login_server
}
