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
  description = "Private DNS zone of key vaults."
  type        = string
}

variable "operator_addresses" {
  description = "Public addresses or ranges from which Terraform and operators reach the vault."
  type        = list(string)

  validation {
    condition     = alltrue([for each in var.operator_addresses : can(cidrhost(strcontains(each, "/") ? each : "${each}/32", 0))]) && !contains(var.operator_addresses, "0.0.0.0/0")
    error_message = "operator_addresses must be addresses or ranges, and not the whole world."
  }
}

variable "reader_principal_id" {
  description = "Identity of the pods, which may read secrets."
  type        = string
}

variable "secrets" {
  description = "Value of each secret by its name; never kept in the state."
  type        = map(string)
  sensitive   = true
  ephemeral   = true
}

variable "secret_versions" {
  description = "Number of each secret by its name: raise it to write the secret anew."
  type        = map(number)
}
