resource "azurerm_postgresql_flexible_server" "this" {
  name                              = "${var.name}-postgresql"
  location                          = var.location
  resource_group_name               = var.resource_group_name
  version                           = "17"
  sku_name                          = var.sku
  storage_mb                        = var.storage_mb
  auto_grow_enabled                 = true
  backup_retention_days             = var.backup_days
  geo_redundant_backup_enabled      = var.is_highly_available
  delegated_subnet_id               = var.subnet_id
  private_dns_zone_id               = var.dns_zone_id
  public_network_access_enabled     = false
  administrator_login               = "jobmatch"
  administrator_password_wo         = var.password
  administrator_password_wo_version = var.password_version
  tags                              = var.tags

  dynamic "high_availability" {
    for_each = var.is_highly_available ? [true] : []

    content {
      mode = "ZoneRedundant"
    }
  }

  lifecycle {
    prevent_destroy = true
    # Zones change places when the standby takes over; the disk grows by itself.
    ignore_changes = [zone, high_availability[0].standby_availability_zone, storage_mb]
  }
}

resource "azurerm_postgresql_flexible_server_database" "this" {
  name      = "jobmatch"
  server_id = azurerm_postgresql_flexible_server.this.id
  charset   = "UTF8"
  collation = "C.utf8"

  lifecycle {
    prevent_destroy = true
  }
}

# What migrations may install: unaccent and pg_trgm for search, vector for nearness inside the database.
resource "azurerm_postgresql_flexible_server_configuration" "extensions" {
  name      = "azure.extensions"
  server_id = azurerm_postgresql_flexible_server.this.id
  value     = "PG_TRGM,UNACCENT,VECTOR"
}

resource "azurerm_postgresql_flexible_server_configuration" "tls" {
  name      = "require_secure_transport"
  server_id = azurerm_postgresql_flexible_server.this.id
  value     = "on"
}
