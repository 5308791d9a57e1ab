resource "azurerm_container_registry" "this" {
  name                          = replace(var.name, "-", "")
  location                      = var.location
  resource_group_name           = var.resource_group_name
  sku                           = "Premium"
  admin_enabled                 = false
  anonymous_pull_enabled        = false
  retention_policy_in_days      = 30
  public_network_access_enabled = true
  tags                          = var.tags
}
