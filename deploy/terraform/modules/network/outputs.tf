output "network_id" {
  value = azurerm_virtual_network.this.id
}

output "cluster_subnet_id" {
  value = azurerm_subnet.cluster.id
}

output "database_subnet_id" {
  value = azurerm_subnet.database.id
}

output "endpoints_subnet_id" {
  value = azurerm_subnet.endpoints.id
}

output "dns_zone_ids" {
  description = "By purpose: database, redis, vault, blob. Known once the zones are linked to the network."
  value       = { for purpose, zone in azurerm_private_dns_zone.this : purpose => zone.id }
  depends_on  = [azurerm_private_dns_zone_virtual_network_link.this]
}
