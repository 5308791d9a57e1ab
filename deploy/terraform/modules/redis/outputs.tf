output "url" {
  description = "With its key: Azure makes it, so it is in the state, which is why the state is private and encrypted."
  value       = "rediss://:${azurerm_managed_redis.this.default_database[0].primary_access_key}@${azurerm_managed_redis.this.hostname}:${azurerm_managed_redis.this.default_database[0].port}/0"
  sensitive   = true
}
