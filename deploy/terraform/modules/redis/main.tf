resource "azurerm_managed_redis" "this" {
  name                      = "${var.name}-redis"
  location                  = var.location
  resource_group_name       = var.resource_group_name
  sku_name                  = var.sku
  high_availability_enabled = var.is_highly_available
  public_network_access     = "Disabled"
  tags                      = var.tags

  # Queue and limits: one address without cluster commands, nothing thrown away when memory is short.
  default_database {
    access_keys_authentication_enabled            = true
    client_protocol                               = "Encrypted"
    clustering_policy                             = "EnterpriseCluster"
    eviction_policy                               = "NoEviction"
    persistence_append_only_file_backup_frequency = "1s"
  }
}

resource "azurerm_private_endpoint" "this" {
  name                = "${var.name}-redis"
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = var.subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = "redis"
    private_connection_resource_id = azurerm_managed_redis.this.id
    subresource_names              = ["redisEnterprise"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "redis"
    private_dns_zone_ids = [var.dns_zone_id]
  }
}
