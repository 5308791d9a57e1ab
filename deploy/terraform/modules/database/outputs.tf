output "server_id" {
  value = azurerm_postgresql_flexible_server.this.id
}

output "host" {
  value = azurerm_postgresql_flexible_server.this.fqdn
}

output "login" {
  value = azurerm_postgresql_flexible_server.this.administrator_login
}

output "database" {
  value = azurerm_postgresql_flexible_server_database.this.name
}
