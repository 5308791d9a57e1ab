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

variable "address_space" {
  description = "Private addresses of this stage, a /16."
  type        = string

  validation {
    condition     = can(cidrhost(var.address_space, 0)) && endswith(var.address_space, "/16") && startswith(var.address_space, "10.")
    error_message = "address_space must be a /16 inside 10.0.0.0/8, which deploy/kubernetes/base/network.yaml opens to databases."
  }
}
