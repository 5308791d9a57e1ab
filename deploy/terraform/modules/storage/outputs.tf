output "account_name" {
  value = azurerm_storage_account.this.name
}

output "uploads_url" {
  value = "az://${azurerm_storage_container.uploads.name}"
}
