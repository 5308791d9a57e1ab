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
  description = "Private DNS zone of Azure Managed Redis."
  type        = string
}

variable "sku" {
  description = "Size, such as Balanced_B0."
  type        = string

  validation {
    condition     = can(regex("^(Balanced_B|MemoryOptimized_M|ComputeOptimized_X)[0-9]+$", var.sku))
    error_message = "sku must be like Balanced_B0."
  }
}

variable "is_highly_available" {
  description = "Two nodes instead of one."
  type        = bool
}
