output "url" {
  value = azurerm_key_vault.this.vault_uri
}

output "secret_names" {
  value = sort([for secret in azurerm_key_vault_secret.this : secret.name])
}
