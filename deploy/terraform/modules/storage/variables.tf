variable "name" {
  description = "Start of all names here, such as jobmatch-dev."
  type        = string
}

variable "location" {
  description = "Azure region."
  type        = string
}

variable "resource_group_name" {
  description = "Resource group that everything is in."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "subnet_id" {
  description = "Subnet of its private address."
  type        = string
}

variable "dns_zone_id" {
  description = "Private DNS zone of blob storage."
  type        = string
}

variable "replication" {
  description = "LRS (one place), ZRS (three zones) or GZRS (also another region)."
  type        = string

  validation {
    condition     = contains(["LRS", "ZRS", "GZRS"], var.replication)
    error_message = "replication must be LRS, ZRS or GZRS."
  }
}

variable "workload_principal_id" {
  description = "Identity of the pods, which reads and writes uploads."
  type        = string
}
